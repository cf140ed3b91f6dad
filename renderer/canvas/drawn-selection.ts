import { useStore } from '../store/store.ts';
import type { Canvas } from './canvas.ts';

/** The nodes that stand for what is selected: records, and closed groups whose records are. */
export function drawnSelection({ model }: Pick<Canvas, 'model'>): readonly string[] {
  const { selectedIds } = useStore.getState();
  return [...new Set(selectedIds.map(model.standIn))].filter((id) => model.graph.hasNode(id));
}
