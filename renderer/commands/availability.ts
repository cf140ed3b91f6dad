import type { CommandId } from '../../shared/commands.ts';
import { commandOf } from '../../shared/commands.ts';
import type { Store } from '../store/store.ts';

type Place = Pick<Store, 'caseState' | 'screen' | 'selectedIds'>;

/** Whether a command can be run where the window stands. */
export function isAvailable(id: CommandId, { caseState, screen, selectedIds }: Place): boolean {
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
    case 'import':
      return isOpen && screen === 'import';
    case 'map-selection':
      return isOpen && screen === 'map' && selectedIds.length > 0;
  }
}
