import { Check, CircleAlert, TriangleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { runCommand } from '../commands/run-command.ts';
import { useKeys } from '../store/keys.ts';
import { useStore } from '../store/store.ts';
import type { Message } from '../store/window.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import styles from './Messages.module.css';

const SHOWN_MS = 8000;
const ICONS = { done: Check, warning: TriangleAlert, failed: CircleAlert };

function MessageCard({ message }: { readonly message: Message }) {
  const dismiss = useStore((state) => state.dismissMessage);
  const [isHeld, setIsHeld] = useState(false);
  const Icon = ICONS[message.tone];
  const undoKeys = useKeys('edit.undo');

  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismiss(message.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld, message.id, dismiss]);

  return (
    <li
      className={`${styles.message} ${styles[message.tone]}`}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <Icon size={16} aria-hidden="true" />
      <span className={styles.text}>{message.text}</span>
      {message.canUndo && (
        <Button
          look="quiet"
          keys={undoKeys}
          onClick={() => {
            dismiss(message.id);
            void runCommand('edit.undo');
          }}
        >
          Undo
        </Button>
      )}
      <IconButton
        label="Dismiss"
        tip="above"
        icon={<X size={14} aria-hidden="true" />}
        onClick={() => dismiss(message.id)}
      />
    </li>
  );
}

/** Messages at the bottom left: they leave after eight seconds, and stay while pointed at or focused. */
export function Messages() {
  const messages = useStore((state) => state.messages);
  return (
    <section className={styles.place} aria-label="Messages">
      <div role="status" aria-live="polite">
        <ul className={styles.messages}>
          {messages.map((message) => (
            <MessageCard key={message.id} message={message} />
          ))}
        </ul>
      </div>
    </section>
  );
}
