import type { StateCreator } from 'zustand';
import type { Panels } from '../../shared/api/app.ts';
import { Settings } from '../../shared/api/app.ts';
import type { CommandId } from '../../shared/commands.ts';
import type { Store } from './store.ts';

/** Screens of an open case, by name. */
export const SCREEN_NAMES = ['map', 'records', 'import', 'levers', 'audit', 'settings'] as const;

/** A screen of an open case. */
export type Screen = (typeof SCREEN_NAMES)[number];

/** Something that lies over the screen. */
export type Overlay = 'palette' | 'shortcuts';

/** A message at the bottom left. */
export interface Message {
  readonly id: number;
  readonly tone: 'done' | 'warning' | 'failed';
  readonly text: string;
  /** Whether the message offers to undo what it tells. */
  readonly canUndo: boolean;
}

/** What this window shows, and the choices kept for this person. */
export interface WindowSlice {
  readonly screen: Screen;
  readonly overlay: Overlay | null;
  readonly messages: readonly Message[];
  /** Commands run last in this window, latest first. */
  readonly recentCommands: readonly CommandId[];
  readonly settings: Settings;
  /** The settings as the backend has them; null until it has said. */
  readonly savedSettings: Settings | null;
  goTo(screen: Screen): void;
  setOverlay(overlay: Overlay | null): void;
  noteCommand(id: CommandId): void;
  /** Shows a message; it leaves by itself. */
  say(text: string, more?: { tone?: Message['tone']; canUndo?: boolean }): void;
  dismissMessage(id: number): void;
  setSettings(settings: Settings): void;
  /** These came from the backend or were saved by it. */
  markSettingsSaved(settings: Settings): void;
  /** Sizes and folds of the panels, kept with the settings. */
  setPanels(panels: Partial<Panels>): void;
}

const MESSAGE_LIMIT = 4;
const RECENT_COMMANDS = 5;
let lastMessageId = 0;

/** What the window shows. */
export const createWindowSlice: StateCreator<Store, [], [], WindowSlice> = (set) => ({
  screen: 'map',
  overlay: null,
  messages: [],
  recentCommands: [],
  settings: Settings.parse({}),
  savedSettings: null,
  goTo: (screen) => set({ screen }),
  setOverlay: (overlay) => set({ overlay }),
  noteCommand: (id) =>
    set(({ recentCommands }) => ({
      recentCommands: [id, ...recentCommands.filter((other) => other !== id)].slice(
        0,
        RECENT_COMMANDS,
      ),
    })),
  say: (text, { tone = 'done', canUndo = false } = {}) =>
    set(({ messages }) => ({
      messages: [...messages, { id: ++lastMessageId, tone, text, canUndo }].slice(-MESSAGE_LIMIT),
    })),
  dismissMessage: (id) =>
    set(({ messages }) => ({ messages: messages.filter((message) => message.id !== id) })),
  setSettings: (settings) => set({ settings }),
  markSettingsSaved: (savedSettings) => set({ savedSettings }),
  setPanels: (panels) =>
    set(({ settings }) => ({
      settings: { ...settings, panels: { ...settings.panels, ...panels } },
    })),
});
