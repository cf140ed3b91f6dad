import type { LucideIcon } from 'lucide-react';
import { ChartGantt, Grid3x3, MapPinned, Table2, Waypoints } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import type { CommandId } from '../../shared/commands.ts';
import { MatrixLens } from '../features/matrix/MatrixLens.tsx';
import { PlacesLens } from '../features/places/PlacesLens.tsx';
import { TimelineLens } from '../features/timeline/TimelineLens.tsx';
import type { Lens } from '../store/explore.ts';
import { TablePlace } from './RecordPlaces.tsx';

/** What the content of a lens is given. */
export interface LensProps {
  /** The choice of lens, which stands first in the row of tools. */
  readonly lenses: ReactNode;
}

interface LensEntry {
  readonly id: Lens;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly command: CommandId;
  /** Null: the map, which stays below the others. */
  readonly content: ComponentType<LensProps> | null;
}

/** The lenses, in the order of their keys. */
export const LENSES: readonly LensEntry[] = [
  { id: 'map', label: 'Map', icon: Waypoints, command: 'lens.map', content: null },
  { id: 'table', label: 'Table', icon: Table2, command: 'lens.table', content: TablePlace },
  {
    id: 'timeline',
    label: 'Timeline',
    icon: ChartGantt,
    command: 'lens.timeline',
    content: TimelineLens,
  },
  {
    id: 'places',
    label: 'Places',
    icon: MapPinned,
    command: 'lens.places',
    content: PlacesLens,
  },
  { id: 'matrix', label: 'Matrix', icon: Grid3x3, command: 'lens.matrix', content: MatrixLens },
];
