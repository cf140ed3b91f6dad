import type { FormEvent, ReactNode, RefObject } from 'react';
import { useId, useState } from 'react';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import styles from './FormDialog.module.css';
import { FormFailure } from './FormFailure.tsx';

/** What is wrong, by the name of the control. */
type Faults = Readonly<Record<string, string>>;

/** A form as its dialog needs it. */
export interface FormState {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly faults: Faults;
  readonly failure: string | null;
  readonly isBusy: boolean;
  readonly isTouched: boolean;
  readonly goTo: (name: string) => void;
  readonly submit: (event: FormEvent) => void;
}

interface FormDialogProps {
  readonly title: string;
  /** The word on the main button. */
  readonly action: string;
  readonly look?: 'primary' | 'danger';
  readonly width?: 'narrow' | 'wide';
  readonly form: FormState;
  /** Buttons beside the main one and that which closes. */
  readonly moreActions?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog: its faults above it with a way to each, and a question before what was typed is lost. */
export function FormDialog(props: FormDialogProps) {
  const {
    title,
    action,
    look = 'primary',
    width = 'narrow',
    form,
    onClose,
    children,
    moreActions,
  } = props;
  const id = useId();
  const [isLeaving, setIsLeaving] = useState(false);

  function close(): void {
    if (form.isTouched && !isLeaving) setIsLeaving(true);
    else onClose();
  }

  return (
    <Dialog
      title={title}
      width={width}
      isLong
      onClose={close}
      actions={
        isLeaving ? (
          <>
            <p className={styles.leaving} role="alert">
              What you typed is not saved.
            </p>
            <Button look="danger" onClick={onClose}>
              Discard it
            </Button>
            <Button onClick={() => setIsLeaving(false)}>Keep writing</Button>
          </>
        ) : (
          <>
            <Button look={look} type="submit" form={id} disabled={form.isBusy}>
              {action}
            </Button>
            <Button onClick={close}>Cancel</Button>
            {moreActions}
          </>
        )
      }
    >
      <form ref={form.form} id={id} className={styles.form} onSubmit={form.submit} noValidate>
        <FaultSummary faults={form.faults} goTo={form.goTo} />
        <FormFailure message={form.failure} />
        {children}
      </form>
    </Dialog>
  );
}

function FaultSummary({
  faults,
  goTo,
}: {
  readonly faults: Faults;
  readonly goTo: (name: string) => void;
}) {
  const list = Object.entries(faults);
  if (list.length < 2) return null;
  return (
    <div className={styles.problem} role="alert">
      <h3>There is a problem</h3>
      <ul>
        {list.map(([name, message]) => (
          <li key={name}>
            <button type="button" onClick={() => goTo(name)}>
              {message}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
