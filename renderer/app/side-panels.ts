import type { ComponentType } from 'react';
import type { Dock, LeftPanel } from '../store/explore.ts';

interface SidePanel {
  /** The name of the region. */
  readonly label: string;
  readonly content: ComponentType;
}

/** What can stand at the left of the map and of the records. Each draws its own head, with a button that closes it. */
export const LEFT_PANELS: Readonly<Partial<Record<LeftPanel, SidePanel>>> = {};

/** What can stand below the map. */
export const DOCKS: Readonly<Partial<Record<Dock, SidePanel>>> = {};
