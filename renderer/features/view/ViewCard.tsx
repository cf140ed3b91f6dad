import { Copy, Pencil, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { NamedView } from '../../../shared/api/view.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { ViewPictureArt } from './ViewPictureArt.tsx';
import styles from './view.module.css';

/** Letters of a name that a view can have. */
export const LONGEST_NAME = 80;

const times = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** Why a name cannot be that of a view; null: it can. */
export function refuseName(name: string, taken: readonly NamedView[], id: string | null) {
  const wanted = name.trim().toLowerCase();
  if (wanted === '') return 'Give the view a name.';
  const other = taken.find((view) => view.name.toLowerCase() === wanted && view.id !== id);
  return other ? `There is a view called “${other.name}” already.` : null;
}

/** What can be done with one view. */
export interface ViewActs {
  readonly open: () => void;
  readonly update: () => void;
  readonly rename: (name: string) => void;
  readonly duplicate: () => void;
  readonly remove: () => void;
}

interface ViewCardProps {
  readonly view: NamedView;
  readonly others: readonly NamedView[];
  /** Whether this is the view that was opened or saved last. */
  readonly isOpen: boolean;
  readonly isReadOnly: boolean;
  readonly acts: ViewActs;
}

function Rename({
  view,
  others,
  onDone,
}: Pick<ViewCardProps, 'view' | 'others'> & { readonly onDone: (name: string | null) => void }) {
  const [name, setName] = useState(view.name);
  const [isTried, setIsTried] = useState(false);
  const problem = refuseName(name, others, view.id);
  return (
    <form
      className={styles.rename}
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(true);
        if (problem === null) onDone(name.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone(null);
      }}
    >
      <TextField
        label="New name"
        value={name}
        maxLength={LONGEST_NAME}
        error={isTried ? problem : null}
        ref={(field) => field?.focus()}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit">Rename</Button>
    </form>
  );
}

/** One named view: its picture, who saved it and when, and what can be done with it. */
export function ViewCard({ view, others, isOpen, isReadOnly, acts }: ViewCardProps) {
  const [isRenaming, setIsRenaming] = useState(false);
  const count = view.picture.shownCount;
  const records = `${count.toLocaleString('en-GB')} ${count === 1 ? 'record' : 'records'}`;
  return (
    <li className={styles.card} data-is-open={isOpen} aria-label={view.name}>
      <div className={styles.open}>
        <button type="button" tabIndex={-1} aria-hidden="true" onClick={acts.open}>
          <ViewPictureArt picture={view.picture} />
        </button>
      </div>
      <div className={styles.words}>
        <button
          type="button"
          className={styles.name}
          aria-label={`Open ${view.name}`}
          title={view.name}
          onClick={acts.open}
        >
          {view.name}
        </button>
        <p className={styles.note}>
          {isOpen ? `${records}, opened last` : records}
          <br />
          {view.updatedBy}, {times.format(new Date(view.updatedAt))}
        </p>
      </div>
      <div className={styles.tools}>
        <IconButton
          label={`Update ${view.name} from the map`}
          icon={<RefreshCw size={14} aria-hidden="true" />}
          disabled={isReadOnly}
          onClick={acts.update}
        />
        <IconButton
          label={`Rename ${view.name}`}
          icon={<Pencil size={14} aria-hidden="true" />}
          disabled={isReadOnly}
          aria-expanded={isRenaming}
          onClick={() => setIsRenaming(!isRenaming)}
        />
        <IconButton
          label={`Duplicate ${view.name}`}
          icon={<Copy size={14} aria-hidden="true" />}
          disabled={isReadOnly}
          onClick={acts.duplicate}
        />
        <IconButton
          label={`Delete ${view.name}`}
          icon={<Trash2 size={14} aria-hidden="true" />}
          disabled={isReadOnly}
          onClick={acts.remove}
        />
      </div>
      {isRenaming && (
        <Rename
          view={view}
          others={others}
          onDone={(name) => {
            setIsRenaming(false);
            if (name !== null && name !== view.name) acts.rename(name);
          }}
        />
      )}
    </li>
  );
}
