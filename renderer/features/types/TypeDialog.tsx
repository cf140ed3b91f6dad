import { Trash2 } from 'lucide-react';
import type { FormEvent, ReactNode, RefObject } from 'react';
import { useId, useState } from 'react';
import { type OwnItem, ownKeyOf } from '../../../shared/domain/own-type.ts';
import { api } from '../../api/api.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import styles from './types.module.css';
import type { TypeFaults } from './use-type-form.ts';

interface FormState {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly faults: TypeFaults;
  readonly failure: string | null;
  readonly isBusy: boolean;
  readonly isTouched: boolean;
  readonly goTo: (name: string) => void;
  readonly submit: (event: FormEvent) => void;
  readonly run: (work: () => Promise<string>) => Promise<void>;
}

interface TypeDialogProps {
  readonly title: string;
  readonly action: string;
  readonly form: FormState;
  /** What of the case's own can be deleted or restored here; null: it is not kept yet. */
  readonly kept: OwnItem | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form about one type, with its faults above it and a question before what was typed is lost. */
export function TypeDialog(props: TypeDialogProps) {
  const { title, action, form, kept, onClose, children } = props;
  const id = useId();
  const [isLeaving, setIsLeaving] = useState(false);
  const faults = Object.entries(form.faults);

  function close(): void {
    if (form.isTouched && !isLeaving) setIsLeaving(true);
    else onClose();
  }

  return (
    <Dialog
      title={title}
      width="wide"
      isLong
      onClose={close}
      actions={
        isLeaving ? (
          <>
            <p className={styles.leaving} role="alert">
              What you changed is not saved.
            </p>
            <Button look="danger" onClick={onClose}>
              Discard it
            </Button>
            <Button onClick={() => setIsLeaving(false)}>Keep writing</Button>
          </>
        ) : (
          <>
            <Button look="primary" type="submit" form={id} disabled={form.isBusy}>
              {action}
            </Button>
            <Button onClick={close}>Cancel</Button>
            {kept && <Removal kept={kept} form={form} />}
          </>
        )
      }
    >
      <form ref={form.form} id={id} className={styles.form} onSubmit={form.submit} noValidate>
        {faults.length > 1 && (
          <div className={styles.problem} role="alert">
            <h3>There is a problem</h3>
            <ul>
              {faults.map(([name, message]) => (
                <li key={name}>
                  <button type="button" onClick={() => form.goTo(name)}>
                    {message}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )}
        <FormFailure message={form.failure} />
        {children}
      </form>
    </Dialog>
  );
}

/** Deletes what the case added, or makes a shipped type what it was. */
function Removal({ kept, form }: { readonly kept: OwnItem; readonly form: FormState }) {
  const isShipped = kept.sort === 'changes';
  return (
    <Button
      className={styles.removal}
      look="quiet"
      icon={isShipped ? undefined : <Trash2 size={15} aria-hidden="true" />}
      disabled={form.isBusy}
      onClick={() =>
        void form.run(async () => {
          await api.type.remove({ sort: kept.sort, key: ownKeyOf(kept) });
          return isShipped ? 'It is as shipped again' : `Deleted ${kept.item.label}`;
        })
      }
    >
      {isShipped ? 'As shipped' : 'Delete'}
    </Button>
  );
}
