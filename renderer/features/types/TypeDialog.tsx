import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { type OwnItem, ownKeyOf } from '../../../shared/domain/own-type.ts';
import { api } from '../../api/api.ts';
import { Button } from '../../ui/Button.tsx';
import { FormDialog, type FormState } from '../../ui/FormDialog.tsx';
import styles from './types.module.css';

interface TypeFormState extends FormState {
  readonly remove: (work: () => Promise<string>) => Promise<void>;
}

interface TypeDialogProps {
  readonly title: string;
  readonly action: string;
  readonly form: TypeFormState;
  /** What of the case's own can be deleted or restored here; null: it is not kept yet. */
  readonly kept: OwnItem | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form about one type. */
export function TypeDialog({ kept, ...props }: TypeDialogProps) {
  return (
    <FormDialog
      {...props}
      width="wide"
      moreActions={kept && <Removal kept={kept} form={props.form} />}
    />
  );
}

/** Deletes what the case added, or makes a shipped type what it was. */
function Removal({ kept, form }: { readonly kept: OwnItem; readonly form: TypeFormState }) {
  const isShipped = kept.sort === 'changes';
  return (
    <Button
      className={styles.removal}
      look="quiet"
      icon={isShipped ? undefined : <Trash2 size={15} aria-hidden="true" />}
      disabled={form.isBusy}
      onClick={() =>
        void form.remove(async () => {
          await api.type.remove({ sort: kept.sort, key: ownKeyOf(kept) });
          return isShipped ? 'It is as shipped again' : `Deleted ${kept.item.label}`;
        })
      }
    >
      {isShipped ? 'As shipped' : 'Delete'}
    </Button>
  );
}
