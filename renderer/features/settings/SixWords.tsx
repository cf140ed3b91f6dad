import { Dices } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './SettingsScreen.module.css';

/** Offers six words drawn by chance. They are typed by hand, so that they begin to be remembered. */
export function SixWords() {
  const [words, setWords] = useState<string | null>(null);
  return (
    <div className={styles.row}>
      <Button
        icon={<Dices size={15} aria-hidden="true" />}
        onClick={async () => setWords((await api.user.suggestPassphrase()).passphrase)}
      >
        {words === null ? 'Suggest six words' : 'Suggest six others'}
      </Button>
      <output className={styles.words} aria-label="Six words">
        {words}
      </output>
    </div>
  );
}
