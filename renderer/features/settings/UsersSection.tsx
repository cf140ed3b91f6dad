import { UserMinus, UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { CaseUser } from '../../../shared/api/user.ts';
import { dayInWords } from '../../../shared/domain/words.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { READ_ONLY_WORDS } from '../../store/form.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { AddUserDialog } from './AddUserDialog.tsx';
import { RemoveUserDialog } from './RemoveUserDialog.tsx';
import { roleInWords } from './role-words.ts';
import styles from './SettingsScreen.module.css';

/** Who can open the case; a supervisor adds and removes them. */
export function UsersSection() {
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const [changes, setChanges] = useState(0);
  const [isAdding, setIsAdding] = useState(false);
  const [leaver, setLeaver] = useState<CaseUser | null>(null);
  const loaded = useApi(() => api.user.list(), [changes]);
  if (loaded.status === 'loading') return null;
  if (loaded.status === 'failed') return <FormFailure message={loaded.error.message} />;
  const { users } = loaded.value;
  const mayChange = loaded.value.mayChange && !isReadOnly;
  return (
    <>
      <p className={styles.hint}>
        Each has a passphrase of their own, and signs what they do with their name.{' '}
        {isReadOnly && READ_ONLY_WORDS}
        {!mayChange && !isReadOnly && 'A supervisor of this case adds and removes users.'}
      </p>
      <ul className={styles.list} aria-label="Users of this case">
        {users.map((person) => (
          <li key={person.user}>
            <div className={styles.item}>
              <b title={person.user}>
                {person.user}
                {person.isYou && ' (you)'}
              </b>
              <span>
                {roleInWords(person.role)}, passphrase set {dayInWords(person.since, new Date())}
              </span>
            </div>
            {mayChange && !person.isYou && (
              <Button
                icon={<UserMinus size={15} aria-hidden="true" />}
                aria-label={`Remove ${person.user}`}
                onClick={() => setLeaver(person)}
              >
                Remove
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <div>
          <Button
            icon={<UserPlus size={15} aria-hidden="true" />}
            onClick={() => setIsAdding(true)}
          >
            Add a user
          </Button>
        </div>
      )}
      {isAdding && (
        <AddUserDialog
          onClose={() => setIsAdding(false)}
          onAdded={() => {
            setIsAdding(false);
            setChanges(changes + 1);
          }}
        />
      )}
      {leaver && (
        <RemoveUserDialog
          user={leaver.user}
          onClose={() => setLeaver(null)}
          onRemoved={() => {
            setLeaver(null);
            setChanges(changes + 1);
          }}
        />
      )}
    </>
  );
}
