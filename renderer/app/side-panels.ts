import type { ComponentType } from 'react';
import { KeyPlayersDock } from '../features/analysis/KeyPlayersDock.tsx';
import { SignsPanel } from '../features/analysis/SignsPanel.tsx';
import { FilterPanel } from '../features/filter/FilterPanel.tsx';
import { HistoryPanel } from '../features/history/HistoryPanel.tsx';
import { StylePanel } from '../features/map/StylePanel.tsx';
import { CapitalPanel } from '../features/network/CapitalPanel.tsx';
import { ChangePanel } from '../features/network/ChangePanel.tsx';
import { CommunityPanel } from '../features/network/CommunityPanel.tsx';
import { EgoPanel } from '../features/network/EgoPanel.tsx';
import { MissingPanel } from '../features/network/MissingPanel.tsx';
import { PathPanel } from '../features/network/PathPanel.tsx';
import { PositionsPanel } from '../features/network/PositionsPanel.tsx';
import { SimilarPanel } from '../features/network/SimilarPanel.tsx';
import { TiesPanel } from '../features/network/TiesPanel.tsx';
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
  path: { label: 'Find path', content: PathPanel, isOfMap: true },
  communities: { label: 'Communities', content: CommunityPanel, isOfMap: true },
  ties: { label: 'Ties', content: TiesPanel },
  ego: { label: 'Around one record', content: EgoPanel, isOfMap: true },
  change: { label: 'What changed', content: ChangePanel, isOfMap: true },
  similar: { label: 'Others like this', content: SimilarPanel },
  missing: { label: 'What a missing link would change', content: MissingPanel, isOfMap: true },
  positions: { label: 'Same position in the network', content: PositionsPanel },
  capital: { label: 'Network capital', content: CapitalPanel },
  signs: { label: 'Fronts and enablers', content: SignsPanel, isOfMap: true },
  views: { label: 'Views', content: ViewsPanel, isOfMap: true },
};

/** What can stand below the map. */
export const DOCKS: Readonly<Partial<Record<Dock, SidePanel>>> = {
  timeline: { label: 'Timeline', content: TimelineDock },
  players: { label: 'Key players', content: KeyPlayersDock },
};
