import type { CommandId } from '../../shared/commands.ts';
import { commandOf } from '../../shared/commands.ts';
import type { Store } from '../store/store.ts';

type Place = Pick<Store, 'caseState' | 'screen' | 'selectedIds' | 'lens' | 'dock'>;

/** Whether a command can be run where the window stands. */
export function isAvailable(id: CommandId, place: Place): boolean {
  const { caseState, screen, selectedIds, lens, dock } = place;
  const isOpen = caseState?.status === 'open';
  switch (commandOf(id).scope) {
    case 'always':
      return true;
    case 'open':
      return isOpen;
    case 'selection':
      return isOpen && selectedIds.length > 0;
    case 'map':
      return isOpen && screen === 'map';
    case 'timeline':
      return isOpen && screen === 'map' && (lens === 'timeline' || dock === 'timeline');
    case 'matrix':
      return isOpen && screen === 'map' && lens === 'matrix';
    case 'levers':
      return isOpen && screen === 'levers';
    case 'import':
      return isOpen && screen === 'import';
    case 'map-selection':
      return isOpen && screen === 'map' && selectedIds.length > 0;
  }
}
