import { ChevronDown, ChevronRight, Eye, EyeOff } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { Community } from '../../../shared/api/analysis.ts';
import { kindOf } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { isShaky, roleWords, stabilityWords } from './community-words.ts';
import styles from './network.module.css';
import { BringOntoMap, RecordLine, RecordMark } from './RecordLine.tsx';

const LONGEST_NAME = 60;
const MOST_BRIDGES = 5;
const TONES = 8;

/** How many of each kind. */
function Mix({ kinds }: Pick<Community, 'kinds'>) {
  const ontology = useOntologyOrNull();
  return (
    <span className={styles.mix}>
      {kinds.map(({ kind, count }) => {
        const named = ontology ? kindOf(ontology, kind) : undefined;
        const words = `${count} ${(count === 1 ? named?.label : named?.plural)?.toLowerCase() ?? kind}`;
        return (
          <span key={kind} title={words}>
            <RecordMark record={{ kind, isProtected: false }} sizePx={12} />
            <span aria-hidden="true">{count}</span>
            <span className="visually-hidden">{words}</span>
          </span>
        );
      })}
    </span>
  );
}

async function rename(community: Community, name: string): Promise<boolean> {
  const { say } = useStore.getState();
  try {
    await api.analysis.nameCommunity({
      id: community.nameId,
      name,
      memberIds: [...community.memberIds],
    });
    say(`The community is now called ${name}.`, { canUndo: true });
    return true;
  } catch (error) {
    say(toAppError(error).message, { tone: 'failed' });
    return false;
  }
}

function RenameForm({
  community,
  onDone,
}: {
  readonly community: Community;
  readonly onDone: () => void;
}) {
  const [name, setName] = useState(community.name);
  const isEmpty = name.trim() === '';
  return (
    <form
      className={styles.rename}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) void rename(community, name.trim()).then((isKept) => isKept && onDone());
      }}
    >
      <TextField
        label="Name of the community"
        value={name}
        maxLength={LONGEST_NAME}
        autoFocus
        error={isEmpty ? 'Write a name.' : null}
        onChange={({ target }) => setName(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onDone();
        }}
      />
      <Button type="submit" look="primary">
        Save
      </Button>
      <Button onClick={onDone}>Cancel</Button>
    </form>
  );
}

async function forget({ nameId }: Community): Promise<void> {
  const { say } = useStore.getState();
  try {
    if (nameId === null) return;
    await api.analysis.forgetCommunityName({ id: nameId });
    say('The community is called by what is in it again.', { canUndo: true });
  } catch (error) {
    say(toAppError(error).message, { tone: 'failed' });
  }
}

function Detail({ community, runs }: { readonly community: Community; readonly runs: number }) {
  const [isRenaming, setRenaming] = useState(false);
  const hasRenamed = useRef(false);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const select = useStore((state) => state.select);
  const { cohesion, foundIn, bridges, ocgs, memberIds, nameId } = community;
  const role = roleWords(community);
  return (
    <div className={styles.communityDetail}>
      <dl>
        <dt>Cohesion</dt>
        <dd>
          {cohesion === null ? (
            'Not known'
          ) : (
            <span className={styles.measure}>
              <i aria-hidden="true">
                <b style={{ width: `${cohesion * 100}%` }} />
              </i>
              <span title="Share of its members’ links that stay within it">
                {cohesion.toFixed(2)}
              </span>
            </span>
          )}
        </dd>
        <dt>Stability</dt>
        <dd>
          {stabilityWords(foundIn, runs)}
          {isShaky(foundIn, runs) && <em> It rests on chance: take it with care.</em>}
        </dd>
        <dt>Bridges</dt>
        <dd>
          {bridges.length === 0 ? (
            'None: nothing leads out of it'
          ) : (
            <ul className={styles.bridges} aria-label={`Bridges of ${community.name}`}>
              {bridges.slice(0, MOST_BRIDGES).map((record) => (
                <li key={record.id}>
                  <RecordLine record={record} />
                </li>
              ))}
              {bridges.length > MOST_BRIDGES && (
                <li>{`and ${(bridges.length - MOST_BRIDGES).toLocaleString('en-GB')} more`}</li>
              )}
            </ul>
          )}
        </dd>
        {ocgs.length > 0 && (
          <>
            <dt>OCGs</dt>
            <dd>
              {ocgs
                .map(({ entity, members }) => `${entity.label} (${members} of its members)`)
                .join(', ')}
            </dd>
          </>
        )}
      </dl>
      <p className={styles.role}>
        {role ? `Suggested role: ${role}. ` : 'Nothing suggests a role. '}
        {!isReadOnly && !isRenaming && (
          <button
            ref={(button) => {
              // The form that had the focus is gone.
              if (hasRenamed.current && document.activeElement === document.body) button?.focus();
            }}
            type="button"
            className={styles.inlineAct}
            onClick={() => setRenaming(true)}
          >
            Rename
          </button>
        )}
        {!isReadOnly && nameId !== null && !isRenaming && (
          <button type="button" className={styles.inlineAct} onClick={() => void forget(community)}>
            Take the name away
          </button>
        )}
      </p>
      {isRenaming && (
        <RenameForm
          community={community}
          onDone={() => {
            hasRenamed.current = true;
            setRenaming(false);
          }}
        />
      )}
      <div className={styles.acts}>
        <Button onClick={() => select(memberIds)}>
          {`Select its ${memberIds.length.toLocaleString('en-GB')} members`}
        </Button>
        <BringOntoMap ids={memberIds} />
      </div>
    </div>
  );
}

interface CommunityItemProps {
  readonly community: Community;
  readonly tone: number;
  readonly runs: number;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** A community in the list: closed, its size and mix; open, how far it holds and what can be done with it. */
export function CommunityItem({ community, tone, runs, isOpen, onToggle }: CommunityItemProps) {
  const id = useId();
  const isHidden = useStore((state) => state.hiddenCommunityKeys.includes(community.key));
  const hasColours = useStore((state) => state.hasCommunityColours);
  const toggle = useStore((state) => state.toggleCommunity);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <li className={styles.community} data-is-open={isOpen}>
      <div className={styles.communityHead}>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={onToggle}
        >
          <Chevron size={14} aria-hidden="true" />
          {hasColours && (
            <i
              className={styles.tone}
              style={{ background: `var(--c-${(tone % TONES) + 1})` }}
              aria-hidden="true"
            />
          )}
          <b>{community.name}</b>
          <span className={styles.size}>
            {community.size.toLocaleString('en-GB')}
            <span className="visually-hidden"> members</span>
          </span>
        </button>
        <IconButton
          label={`Show ${community.name} on the map`}
          tip="below-left"
          aria-pressed={!isHidden}
          icon={
            isHidden ? (
              <EyeOff size={14} aria-hidden="true" />
            ) : (
              <Eye size={14} aria-hidden="true" />
            )
          }
          onClick={() => toggle(community.key)}
        />
      </div>
      <Mix kinds={community.kinds} />
      {isOpen && (
        <div id={id}>
          <Detail community={community} runs={runs} />
        </div>
      )}
    </li>
  );
}
