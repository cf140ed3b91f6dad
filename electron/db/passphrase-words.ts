import { randomInt } from 'node:crypto';

/** Words that are easy to picture, to spell and to tell apart. */
const WORDS = `
acorn actor adder agent alarm album alder alley almond alpine altar amber anchor angle ankle
antler anvil apple apron arch arena armour arrow artist aspen atlas attic auburn autumn avenue
awning badge badger bagel baker ballet balloon bamboo banana banjo banner barge barley barn
barrel basil basin basket bassoon baton battery bayonet beacon beagle beaker bean beaver beetle
bellow bench berry bicycle biscuit bishop bison blanket blazer blender blossom blouse bluebell
boat bobbin bonfire bonnet bookcase boot border bottle boulder bouquet bowler bracelet bramble
branch brass bread breeze brick bridge bronze brook broom bubble bucket buckle buffalo bugle
bulb bumper bunting burrow butter button buzzard cabbage cabin cable cactus caddie cake camel
camera canal canary candle cannon canoe canteen canvas canyon caramel caravan cardigan cargo
carpet carrot cart cashew castle cathedral cattle cavern cedar celery cellar cello cement centre
ceramic chalk chapel charcoal chariot cheese cherry chess chestnut chimney chisel chorus cider
cinema circle citrus clarinet clay cliff cloak clock clover cobalt cobble cobweb cockpit cocoa
coconut coffee collar comet compass concert copper coral cordial corner cottage cotton couch
cougar country courier cousin coyote cradle crane crater crayon cream cricket crimson crocus
crown crumb crystal cuckoo cupboard curlew currant curtain cushion custard cutlery cycle cymbal
cypress daffodil dagger dahlia dairy daisy damson dancer dawn deck deer denim desert desk
dewdrop dial diamond diary diesel dinghy dinner dock doctor dolphin domino donkey door dormouse
dough dove dragonfly drawer dresser driftwood drizzle drum duchess duck dune dungeon dusk dynamo
eagle earth easel echo eclipse eel eggshell elbow elder elephant elm ember emerald engine
envelope ermine estuary evening fabric factory falcon fanfare farmer feather fence fern ferret
ferry festival fiddle field fig fir firefly flagon flamingo flannel flask flint flood flour
flute foal fog folder footpath forest forge fossil fountain fox foxglove freckle freight frigate
fringe frost fruit funnel furnace gable galaxy gallery galley gander garage garden garlic garnet
garter gate gazelle geese geyser gherkin gibbon ginger giraffe glacier glade glass glider globe
glove goat goblet goldfinch gondola goose gorse granite grape graphite grass gravel gravy
greyhound griddle grocer grotto grouse guitar gull gutter haddock hail hamlet hammer hammock
hamster handle hangar harbour hare harness harp harvest hatch hawk hawthorn hazel heather hedge
hedgehog helmet hemlock herald herb heron herring hexagon hickory hill hinge hockey hollow holly
honey hood hoof hopper horizon hornet horse hotel hound hurdle hutch hyacinth iceberg icicle
igloo indigo ink inlet insect iris iron island ivory ivy jackdaw jacket jaguar jam jasmine jelly
jester jetty jewel jigsaw jockey journal judge jug juggler jumper jungle juniper jury kayak
kennel kernel kestrel kettle keyboard kilt kimono kingdom kiosk kipper kitchen kite kitten
knapsack knight knot koala label lace ladder ladle lagoon lake lamb lamp lantern larch lark
lattice laundry laurel lavender lawn leaf leather ledger leek lemon lentil leopard lettuce lever
library lichen lighthouse lilac lily lime linen lizard llama lobster locket locust loft log
lorry lotus lupin lute lynx macaw magnet magpie mahogany mallard mallet mammoth mandolin mango
mantle maple marble margin marigold marina market marmalade maroon marsh marten meadow medal
melody melon mercury mermaid meteor midnight mill mimosa mineral minnow mint mirror mist mitten
moat molasses mole monsoon moon moor moose mosaic moss moth motor mountain mouse mud muffin
mulberry mural museum mushroom musket mussel mustard muzzle myrtle napkin narrow navy necklace
nectar needle nest nettle newt nickel nightingale noodle north notebook nougat novel nugget
nursery nutmeg oak oasis oat oboe ocean ochre octagon octopus olive omelette onion onyx opal
opera orange orbit orchard orchestra orchid organ origami osprey ostrich otter oven owl oyster
paddle paddock paint palace palette pancake panda panther papaya paper paprika parade parasol
parcel parchment parrot parsley parsnip partridge passage pasta pasture patch pavement peach
peacock peanut pear pearl pebble pedal pelican pencil pendulum penguin pepper perch petal pewter
pheasant piano pickle picnic pigeon pillow pilot pine pineapple pioneer pipette pirate pistachio
piston pixel pizza planet plank plaster plateau plaza plough plum plumber pocket poem polish
pollen pond pony poodle poplar poppy porch porridge portrait postcard potato potter prairie
prawn primrose prism propeller puddle puffin pulley pumpkin puppet purple puzzle pyramid quail
quarry quartz quay quilt quince quiver rabbit raccoon racket radish raft railway rain raisin
ranch raspberry raven razor recipe reef reindeer relay relic reptile reservoir rhubarb ribbon
rice ridge rifle river robin rocket rooster rope rosemary rotor rowboat rubber ruby rudder
runway rust rye sable saddle saffron sage sail salad salmon saloon salt sandal sandwich sapphire
sardine satchel satin saturn saucer sausage savanna sawdust saxophone scarf scarlet school
schooner scissors scooter scroll sculptor seagull seal seaweed seed sesame shadow shale shark
shawl shed shell shepherd shingle ship shoe shop shovel shrew shrimp shutter sickle signal silk
silver siren skate sketch skipper skylark slate sledge sleet slipper sloop smoke snail snow soap
socket sofa soldier sonnet soup spade spaniel sparrow spatula spider spinach spindle spire
sponge spoon spruce squash squid squirrel stable stadium stallion stamp starfish starling statue
steam steel stencil stew stirrup stoat stocking stone stool stork storm stove straw stream
string sugar suitcase sultana summer sunset surgeon swallow swan sweater swift sycamore syrup
table tablet tadpole tailor talon tambourine tangerine tankard tapestry tarmac tartan tassel
tavern teacup teapot telescope temple tennis tent terrace thatch theatre thicket thimble thistle
thorn thrush thunder thyme ticket tiger tile timber tinsel toad toast toffee tomato topaz torch
tortoise toucan towel tower tractor trail trawler treacle treasure trellis trench trestle trifle
trombone trout trowel truffle trumpet trunk tulip tundra tunic tunnel turban turbine turnip
turquoise turtle tweed twig umber umbrella unicorn utensil valley vanilla varnish vase vault
velvet vessel viaduct village vinegar vineyard viola violet violin vixen volcano volume voyage
vulture waffle wagon waistcoat wallet walnut walrus warbler warehouse wasp water wattle weasel
weather weaver wharf wheat wheel whelk whisker whistle willow windmill window winter wire wolf
wombat woodpecker wool workshop wren wrist yacht yarn yeast yellow yew yoghurt zebra zephyr zinc
zither
`
  .trim()
  .split(/\s+/);

const WORDS_IN_PASSPHRASE = 6;

/** How many words there are to choose among. */
export const WORD_COUNT = WORDS.length;

/** Six words drawn by chance, 59 bits. They are kept nowhere. */
export function suggestPassphrase(): string {
  return Array.from({ length: WORDS_IN_PASSPHRASE }, () => WORDS[randomInt(WORD_COUNT)]).join(' ');
}
