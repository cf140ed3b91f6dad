import { membersOf } from './group.ts';
import type { Random } from './random.ts';
import type { Entity, Group, World } from './world.ts';

/** Stages of a crime script: each must be done by someone. */
const SCRIPT_STAGES = [
  'finance',
  'coordination',
  'procurement',
  'storage',
  'transport',
  'distribution',
  'laundering',
] as const;
export type ScriptStage = (typeof SCRIPT_STAGES)[number];

/** That a person can do a stage, with this probability of doing it well enough. */
interface Capability {
  readonly person: Entity;
  readonly group: Group;
  readonly stage: ScriptStage;
  readonly probability: number;
}

const STAGES_OF_ROLE: Readonly<Record<string, readonly ScriptStage[]>> = {
  principal: ['finance', 'coordination'],
  'core-member': ['coordination', 'procurement'],
  facilitator: ['procurement', 'laundering'],
  storer: ['storage'],
  'driver-transport': ['transport'],
  'runner-mule': ['distribution'],
  'money-mule': ['laundering'],
  'front-business-operator': ['laundering', 'storage'],
};

/** Share of stages that only one person can do, so that a plan has something to find. */
const SINGLE_SHARE = 0.1;

/** Step 14: who can do which stage of what their group does. */
export function buildScripts(world: World): Capability[] {
  const random = world.random.fork('scripts');
  return world.groups.flatMap((group) => scriptOf(random, group));
}

function scriptOf(random: Random, group: Group): Capability[] {
  const people = membersOf(group).filter((person) => person.protection === null);
  return SCRIPT_STAGES.flatMap((stage) => {
    const able = people.filter((person) =>
      STAGES_OF_ROLE[String(person.fields.role)]?.includes(stage),
    );
    // Where nobody's role covers a stage, someone of the core does it.
    const providers = able.length > 0 ? able : group.core.slice(0, 1);
    const kept = random.chance(SINGLE_SHARE) ? providers.slice(0, 1) : providers;
    return kept.map((person) => ({
      person,
      group,
      stage,
      probability: Math.round((0.4 + random.next() * 0.5) * 100) / 100,
    }));
  });
}
