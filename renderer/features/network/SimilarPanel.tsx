import { Users } from 'lucide-react';
import { useState } from 'react';
import type { SimilarRecord } from '../../../shared/api/analysis-likeness.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField } from '../../ui/Field.tsx';
import { PanelHead } from '../../ui/PanelHead.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { sharedWords } from './likeness-words.ts';
import styles from './network.module.css';
import { RecordField } from './RecordField.tsx';
import { BringOntoMap, RecordLine } from './RecordLine.tsx';

type By = 'both' | 'links' | 'fields';

function Item({ item, askedId }: { readonly item: SimilarRecord; readonly askedId: string }) {
  const lookAtTies = useStore((state) => state.lookAtTies);
  const { record, similarity, alike } = item;
  const links = sharedWords(item.shared);
  const percent = `${Math.round(similarity * 100)}%`;
  return (
    <li className={styles.tie}>
      <RecordLine record={record}>
        <span className={styles.likeness}>
          <i aria-hidden="true">
            <b style={{ width: percent }} />
          </i>
          <span className="visually-hidden">alike by </span>
          {percent}
        </span>
      </RecordLine>
      {links && <p>{links}</p>}
      {alike.length > 0 && (
        <p>{alike.map(({ label, display }) => `${label}: ${display}`).join('; ')}</p>
      )}
      <button
        type="button"
        className={styles.inlineAct}
        onClick={() => lookAtTies([askedId, record.id])}
      >
        What ties the two
      </button>
    </li>
  );
}

/** Records that are like one: whom they are linked to, and what is recorded of them. */
export function SimilarPanel() {
  const likenedId = useStore((state) => state.likenedId);
  const findOthersLike = useStore((state) => state.findOthersLike);
  const revision = useStore((state) => state.revision);
  const close = useStore((state) => state.closeLeftPanel);
  const select = useStore((state) => state.select);
  const [by, setBy] = useState<By>('both');
  const found = useApi(
    async (signal) =>
      likenedId === null
        ? null
        : { likenedId, answer: await api.analysis.similar({ id: likenedId, by }, { signal }) },
    [likenedId, by, revision],
  );
  // What is like one record must not stand under the name of another while that one is looked for.
  const answer =
    found.status === 'ready' && found.value?.likenedId === likenedId
      ? (found.value?.answer ?? null)
      : null;
  return (
    <>
      <PanelHead title="Others like this" onClose={close} />
      <div className={styles.question}>
        <RecordField
          label="Like"
          id={likenedId}
          hasFocus={likenedId === null}
          onPick={(id) => id !== null && findOthersLike(id)}
        />
        <ChoiceField<By>
          label="Alike by"
          value={by}
          options={[
            { value: 'both', label: 'Both' },
            { value: 'links', label: 'Links' },
            { value: 'fields', label: 'Fields' },
          ]}
          onChange={setBy}
        />
      </div>
      {likenedId === null && (
        <EmptyState title="Choose a record" icon={<Users size={20} aria-hidden="true" />}>
          Records of the same kind that resemble it are listed, with what they have in common.
        </EmptyState>
      )}
      {found.status === 'failed' && (
        <FailedState message={found.error.message} retry={found.retry} />
      )}
      {likenedId !== null && found.status !== 'failed' && !answer && (
        <LoadingState>Looking for records like it</LoadingState>
      )}
      {answer && likenedId !== null && (
        <div className={styles.scroll}>
          {answer.items.length === 0 ? (
            <EmptyState title="Nothing is like it">
              No record of the same kind has links or fields in common with it.
            </EmptyState>
          ) : (
            <>
              <div className={styles.listHead}>
                <h3>Most alike first</h3>
                <span role="status">
                  {found.status === 'ready' && found.isStale
                    ? 'Looking…'
                    : `${answer.items.length} found`}
                </span>
              </div>
              <ul className={styles.plain} aria-label="Records like it">
                {answer.items.map((item) => (
                  <Item key={item.record.id} item={item} askedId={answer.record.id} />
                ))}
              </ul>
              <div className={styles.drawn}>
                <Button onClick={() => select(answer.items.map(({ record }) => record.id))}>
                  {`Select all ${answer.items.length}`}
                </Button>
                <BringOntoMap ids={answer.items.map(({ record }) => record.id)} />
              </div>
            </>
          )}
          <p className={styles.remark}>
            {answer.isWithheld && 'Protected people are left out. '}
            Being alike is a question, not a finding.
          </p>
        </div>
      )}
    </>
  );
}
