import { createContext, type ReactNode } from 'react';

/** The inspector of records, which the window puts beside the page of a lever. */
export const InspectorSlot = createContext<ReactNode>(null);
