import { measureOfStyle } from '../../../shared/analysis/measure-style.ts';
import type { ViewStyle } from '../../../shared/domain/view-style.ts';
import { type MeasureColumns, useMeasureValues } from '../../api/use-measure-values.ts';
import type { Running } from '../../api/use-running.ts';
import { useStore } from '../../store/store.ts';
import { useScope } from '../../store/use-scope.ts';

/** Values of the measures that a style follows. */
export function useMeasureColumns({ sizeBy, colourBy }: ViewStyle): Running<MeasureColumns> {
  const found = [sizeBy, colourBy].map(measureOfStyle).filter((measure) => measure !== null);
  const scope = useScope();
  const revision = useStore((state) => state.revision);
  return useMeasureValues([...new Set(found)], { scope, revision });
}
