import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { FormatRule } from '../../../shared/domain/view-style.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import styles from './dress.module.css';
import { RuleForm } from './RuleForm.tsx';
import { RuleSample } from './RuleSample.tsx';
import { effectWords } from './rule-words.ts';

const MOST_RULES = 50;

function moved<T>(all: readonly T[], from: number, to: number): T[] {
  const [one] = all.slice(from, from + 1);
  return one === undefined ? [...all] : all.toSpliced(from, 1).toSpliced(to, 0, one);
}

interface RuleRowProps {
  readonly rule: FormatRule;
  readonly place: number;
  readonly onEdit: () => void;
}

function RuleRow({ rule, place, onEdit }: RuleRowProps) {
  const rules = useStore((state) => state.rules);
  const report = useStore((state) => state.ruleReports[rule.id]);
  const changeDress = useStore((state) => state.changeDress);
  const move = (to: number) => changeDress({ rules: moved(rules, place, to) }, 'Order the rules');
  return (
    <div className={styles.rule}>
      <label className={styles.ruleHead}>
        <input
          type="checkbox"
          checked={rule.isOn}
          onChange={({ target }) =>
            changeDress(
              { rules: rules.with(place, { ...rule, isOn: target.checked }) },
              `Turn a rule ${target.checked ? 'on' : 'off'}`,
            )
          }
        />
        <RuleSample rule={rule} />
        <code>{rule.filter}</code>
      </label>
      <p className={styles.note}>
        {effectWords(rule)}
        {rule.isOn && report && report.problem === null && (
          <span className={styles.count}>{`. ${report.count.toLocaleString('en-GB')} marked`}</span>
        )}
      </p>
      {rule.isOn && report?.problem && (
        <p className={styles.problem} role="alert">
          {report.problem}
        </p>
      )}
      <div className={styles.ruleTools}>
        <IconButton
          label={`Change the rule ${rule.filter}`}
          icon={<Pencil size={14} aria-hidden="true" />}
          onClick={onEdit}
        />
        <IconButton
          label={`Put ${rule.filter} before the one above`}
          icon={<ArrowUp size={14} aria-hidden="true" />}
          disabled={place === 0}
          onClick={() => move(place - 1)}
        />
        <IconButton
          label={`Put ${rule.filter} after the one below`}
          icon={<ArrowDown size={14} aria-hidden="true" />}
          disabled={place === rules.length - 1}
          onClick={() => move(place + 1)}
        />
        <IconButton
          label={`Delete the rule ${rule.filter}`}
          icon={<Trash2 size={14} aria-hidden="true" />}
          onClick={() =>
            changeDress({ rules: rules.filter(({ id }) => id !== rule.id) }, 'Delete a rule')
          }
        />
      </div>
    </div>
  );
}

/** Rules that mark records for as long as they meet a filter; the first that says a ring or a badge wins. */
export function RuleList({ ontology }: { readonly ontology: Ontology }) {
  const rules = useStore((state) => state.rules);
  const changeDress = useStore((state) => state.changeDress);
  const [edited, setEdited] = useState<FormatRule | null>(null);
  const isNew = edited !== null && !rules.some(({ id }) => id === edited.id);

  function save(rule: FormatRule): void {
    setEdited(null);
    const place = rules.findIndex(({ id }) => id === rule.id);
    if (place === -1) changeDress({ rules: [...rules, rule] }, 'Add a rule');
    else changeDress({ rules: rules.with(place, rule) }, 'Change a rule');
  }

  function begin(): void {
    const { filterText } = useStore.getState();
    setEdited(FormatRule.parse({ id: crypto.randomUUID(), filter: filterText, ring: 'rose' }));
  }

  const form = edited && (
    <RuleForm
      key={edited.id}
      ontology={ontology}
      rule={edited}
      onSave={save}
      onCancel={() => setEdited(null)}
    />
  );
  return (
    <section className={styles.section} aria-label="Rules">
      <h3>Rules</h3>
      <p className={styles.note}>
        A rule marks every record that meets its filter, and lets it go when it no longer does.
      </p>
      <ul className={styles.rules} aria-label="Rules of the map">
        {rules.map((rule, place) => (
          <li key={rule.id}>
            {edited?.id === rule.id ? (
              form
            ) : (
              <RuleRow rule={rule} place={place} onEdit={() => setEdited(rule)} />
            )}
          </li>
        ))}
      </ul>
      {isNew && form}
      {edited === null && rules.length < MOST_RULES && (
        <div>
          <Button icon={<Plus size={14} aria-hidden="true" />} onClick={begin}>
            Add a rule
          </Button>
        </div>
      )}
    </section>
  );
}
