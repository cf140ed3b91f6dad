import type { Random } from './random.ts';
import { showSign } from './sign.ts';
import { type Entity, pickFields, recentDay, tell, tellLink, type World } from './world.ts';

/** Who lets and manages the rented places of groups: their own property firms, and agents who serve them. */
export function buildLettings(world: World): void {
  const random = world.random.fork('lettings');
  const rentedOf = new Map<number, Entity[]>();
  for (const premises of world.entities) {
    const group = premises.groups[0];
    if (
      premises.kind !== 'premises' ||
      group === undefined ||
      premises.fields.tenure !== 'private-rented'
    )
      continue;
    const rented = rentedOf.get(group);
    if (rented) rented.push(premises);
    else rentedOf.set(group, [premises]);
  }
  for (const firm of world.firms) {
    const isAgent = firm.sector === 'estate-letting-agency';
    if (!isAgent && firm.sector !== 'property-landlord') continue;
    const places = firm.business.groups.flatMap((group) => rentedOf.get(group) ?? []);
    const chosen = random.sample(places, random.integer(2, 5));
    for (const premises of chosen)
      recordLetting(world, random, firm.business, premises, isAgent ? 'manages' : 'landlord-of');
    if (chosen.length > 2)
      showSign(world, random, firm.business, 'multiple-problem-premises-landlord');
  }
}

function recordLetting(
  world: World,
  random: Random,
  business: Entity,
  premises: Entity,
  type: string,
): void {
  tell(world, 'hmo', { entity: business, fields: pickFields(business, ['name']) });
  tell(world, 'hmo', { entity: premises, fields: pickFields(premises, ['address', 'postcode']) });
  tellLink(world, 'hmo', {
    type,
    from: business,
    to: premises,
    startedOn: recentDay(world, random) - 200,
  });
}
