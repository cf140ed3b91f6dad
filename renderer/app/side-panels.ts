import type { ComponentType } from 'react';
import { KeyPlayersDock } from '../features/analysis/KeyPlayersDock.tsx';
import { FilterPanel } from '../features/filter/FilterPanel.tsx';
import { HistoryPanel } from '../features/history/HistoryPanel.tsx';
import { StylePanel } from '../features/map/StylePanel.tsx';
import { CommunityPanel } from '../features/network/CommunityPanel.tsx';
import { TimelineDock } from '../features/timeline/TimelineDock.tsx';
import { ViewsPanel } from '../features/view/ViewsPanel.tsx';
import type { Dock, LeftPanel } from '../store/explore.ts';

interface SidePanel {
  /** The name of the region. */
  readonly label: string;
  readonly content: ComponentType;
  /** Whether it is about the map, and means nothing beside the list of records. */
  readonly isOfMap?: boolean;
}

/** What can stand at the left of the map and of the records. Each draws its own head, with a button that closes it. */
export const LEFT_PANELS: Readonly<Partial<Record<LeftPanel, SidePanel>>> = {
  filters: { label: 'Filters', content: FilterPanel },
  style: { label: 'Style', content: StylePanel, isOfMap: true },
  history: { label: 'History', content: HistoryPanel },
  communities: { label: 'Communities', content: CommunityPanel, isOfMap: true },
  views: { label: 'Views', content: ViewsPanel, isOfMap: true },
};

/** What can stand below the map. */
export const DOCKS: Readonly<Partial<Record<Dock, SidePanel>>> = {
  timeline: { label: 'Timeline', content: TimelineDock },
  players: { label: 'Key players', content: KeyPlayersDock },
};
