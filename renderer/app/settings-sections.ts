import { AppearanceSection } from '../features/settings/AppearanceSection.tsx';
import { AreaSection } from '../features/settings/AreaSection.tsx';
import { BackupSection } from '../features/settings/BackupSection.tsx';
import { KeySection } from '../features/settings/KeySection.tsx';
import { KeysSection } from '../features/settings/KeysSection.tsx';
import { LeverRulesSection } from '../features/settings/LeverRulesSection.tsx';
import { LockSection } from '../features/settings/LockSection.tsx';
import { MarkingSection } from '../features/settings/MarkingSection.tsx';
import { PassphraseSection } from '../features/settings/PassphraseSection.tsx';
import { RecordDefaultsSection } from '../features/settings/RecordDefaultsSection.tsx';
import { RecoveryCode } from '../features/settings/RecoveryCode.tsx';
import type { SettingsSection } from '../features/settings/SettingsScreen.tsx';
import { UsersSection } from '../features/settings/UsersSection.tsx';
import { YouSection } from '../features/settings/YouSection.tsx';
import { TypesSection } from '../features/types/TypesSection.tsx';

/** The sections of the settings, in the order they are shown. */
export const SETTINGS_SECTIONS: readonly SettingsSection[] = [
  { id: 'appearance', label: 'Appearance', group: 'you', content: AppearanceSection },
  { id: 'keys', label: 'Keyboard', group: 'you', content: KeysSection },
  { id: 'defaults', label: 'Records by hand', group: 'you', content: RecordDefaultsSection },
  { id: 'lock', label: 'Locking', group: 'you', content: LockSection },
  { id: 'lever-rules', label: 'Lever rules', group: 'you', content: LeverRulesSection },
  { id: 'you', label: 'You', group: 'you', content: YouSection },
  { id: 'area', label: 'Area', group: 'case', content: AreaSection },
  { id: 'marking', label: 'Marking', group: 'case', content: MarkingSection },
  { id: 'types', label: 'Types', group: 'case', content: TypesSection },
  { id: 'backup', label: 'Backup', group: 'case', content: BackupSection },
  {
    id: 'users',
    label: 'Users',
    group: 'case',
    content: UsersSection,
    isForDemonstration: false,
  },
  {
    id: 'passphrase',
    label: 'Your passphrase',
    group: 'case',
    content: PassphraseSection,
    isForDemonstration: false,
  },
  {
    id: 'recovery',
    label: 'Recovery code',
    group: 'case',
    content: RecoveryCode,
    isForDemonstration: false,
  },
  {
    id: 'key',
    label: 'Key of the case',
    group: 'case',
    content: KeySection,
    isForDemonstration: false,
  },
];
