import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { PLAIN_DRESS } from '../../store/dress.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { PanelHead } from '../../ui/PanelHead.tsx';
import { LoadingState } from '../../ui/State.tsx';
import styles from './dress.module.css';
import { RuleList } from './RuleList.tsx';
import { type StyleChoices, styleChoices } from './style-choices.ts';
import { useStyleChange } from './use-style-change.ts';

const CHANNELS = [
  { id: 'colourBy', label: 'Colour records by' },
  { id: 'sizeBy', label: 'Size records by' },
  { id: 'labelBy', label: 'Label records by' },
  { id: 'linkWidthBy', label: 'Width of links by' },
] as const satisfies readonly { readonly id: keyof StyleChoices; readonly label: string }[];

function Channels({ choices }: { readonly choices: StyleChoices }) {
  const style = useStore((state) => state.style);
  const change = useStyleChange(choices);
  return CHANNELS.map(({ id, label }) => (
    <SelectField
      key={id}
      label={label}
      value={style[id]}
      onChange={(event) => change(id, event.target.value)}
    >
      {choices[id].map((choice) => (
        <option key={choice.key} value={choice.key}>
          {choice.label}
        </option>
      ))}
    </SelectField>
  ));
}

/** How records and links are drawn: what colour, size, label and width follow, and rules that mark records. */
export function StylePanel() {
  const ontology = useOntologyOrNull();
  const close = useStore((state) => state.closeLeftPanel);
  const changeDress = useStore((state) => state.changeDress);
  return (
    <>
      <PanelHead title="Style" onClose={close} />
      <div className={styles.body}>
        {ontology === null && <LoadingState>Reading the kinds of record</LoadingState>}
        {ontology && (
          <>
            <section className={styles.section} aria-label="What the map is drawn by">
              <Channels choices={styleChoices(ontology)} />
              <p className={styles.note}>
                Colours of links tell their type, dashes how sure they are. Protected people are
                never coloured, sized or marked.
              </p>
              <div>
                <Button
                  look="quiet"
                  onClick={() => changeDress({ style: PLAIN_DRESS.style }, 'Draw the map plainly')}
                >
                  Back to plain
                </Button>
              </div>
            </section>
            <RuleList ontology={ontology} />
          </>
        )}
      </div>
    </>
  );
}
