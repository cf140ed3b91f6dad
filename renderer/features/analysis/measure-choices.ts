import {
  CASE_MEASURES,
  type CaseMeasure,
  type Projection,
} from '../../../shared/analysis/case-measure.ts';
import { MEASURE_WORDS } from '../../../shared/analysis/measure-words.ts';
import { canMeasure } from '../../store/analysis.ts';

/** Measures that are asked for most, in the order in which they are offered. */
const COMMON: readonly CaseMeasure[] = ['betweenness', 'harmonic', 'cut_off', 'degree'];

/** Who ends up with the money: where it flows to, on payments alone. */
export const MONEY_FLOW = 'money-flow';

interface Choice {
  readonly key: string;
  readonly label: string;
}

/** What key players can be ranked by on a graph: the common ones, then all others. */
export function measureChoices(projection: Projection): {
  readonly common: readonly Choice[];
  readonly others: readonly Choice[];
} {
  const choiceOf = (measure: CaseMeasure): Choice => ({
    key: measure,
    label: MEASURE_WORDS[measure].name,
  });
  const isMoney = projection === 'flow-money';
  return {
    common: [...COMMON.map(choiceOf), { key: MONEY_FLOW, label: 'Money flow' }],
    others: measuresOf(projection)
      .filter((measure) => !COMMON.includes(measure) && !(isMoney && measure === 'pagerank'))
      .map(choiceOf)
      .sort((a, b) => a.label.localeCompare(b.label, 'en-GB')),
  };
}

/** Every measure that a graph has what it takes for. */
export function measuresOf(projection: Projection): readonly CaseMeasure[] {
  return CASE_MEASURES.filter((measure) => canMeasure(measure, projection));
}

/** What the choice of measure stands at. */
export function chosenKey(measure: CaseMeasure, projection: Projection): string {
  return measure === 'pagerank' && projection === 'flow-money' ? MONEY_FLOW : measure;
}

/** What a ranking is called. */
export function rankingName(measure: CaseMeasure, projection: Projection): string {
  return chosenKey(measure, projection) === MONEY_FLOW ? 'Money flow' : MEASURE_WORDS[measure].name;
}
