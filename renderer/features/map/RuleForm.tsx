import { useState } from 'react';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import type { FormatRule } from '../../../shared/domain/view-style.ts';
import { NamedColour, RuleBadge } from '../../../shared/domain/view-style.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import styles from './dress.module.css';
import { BADGE_WORDS, COLOUR_WORDS } from './rule-words.ts';

interface RuleFormProps {
  readonly ontology: Ontology;
  readonly rule: FormatRule;
  readonly onSave: (rule: FormatRule) => void;
  readonly onCancel: () => void;
}

/** Why a rule cannot stand as it is; null: it can. */
function refuse(rule: FormatRule, ontology: Ontology): string | null {
  if (rule.filter.trim() === '') return 'Say which records the rule marks.';
  const [problem] = parseQuery(rule.filter, ontology).problems;
  return problem?.message ?? null;
}

function hasEffect({ ring, hasHalo, badge, hasBoldLabel, sizeSteps }: FormatRule): boolean {
  return ring !== null || hasHalo || badge !== null || hasBoldLabel || sizeSteps > 0;
}

function Effects({
  rule,
  onChange,
}: {
  readonly rule: FormatRule;
  readonly onChange: (change: Partial<FormatRule>) => void;
}) {
  return (
    <>
      <div className={styles.pair}>
        <SelectField
          label="Ring"
          value={rule.ring ?? ''}
          onChange={({ target }) =>
            onChange({ ring: NamedColour.options.find((name) => name === target.value) ?? null })
          }
        >
          <option value="">None</option>
          {NamedColour.options.map((name) => (
            <option key={name} value={name}>
              {COLOUR_WORDS[name]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="Badge"
          value={rule.badge ?? ''}
          onChange={({ target }) =>
            onChange({ badge: RuleBadge.options.find((name) => name === target.value) ?? null })
          }
        >
          <option value="">None</option>
          {RuleBadge.options.map((name) => (
            <option key={name} value={name}>
              {BADGE_WORDS[name]}
            </option>
          ))}
        </SelectField>
      </div>
      <SelectField
        label="Size"
        value={String(rule.sizeSteps)}
        onChange={({ target }) => onChange({ sizeSteps: Number(target.value) })}
      >
        <option value="0">As it is</option>
        <option value="1">A step larger</option>
        <option value="2">Two steps larger</option>
        <option value="3">Three steps larger</option>
      </SelectField>
      <CheckField
        label="Glow"
        checked={rule.hasHalo}
        onChange={({ target }) => onChange({ hasHalo: target.checked })}
      />
      <CheckField
        label="Bold label"
        checked={rule.hasBoldLabel}
        onChange={({ target }) => onChange({ hasBoldLabel: target.checked })}
      />
    </>
  );
}

/** A rule as it is made or changed: which records, and how they are marked. */
export function RuleForm({ ontology, rule: before, onSave, onCancel }: RuleFormProps) {
  const [rule, setRule] = useState(before);
  const [isTried, setIsTried] = useState(false);
  const problem = refuse(rule, ontology);
  const change = (part: Partial<FormatRule>) => setRule({ ...rule, ...part });
  return (
    <form
      className={styles.form}
      aria-label="Rule"
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(true);
        if (problem === null && hasEffect(rule)) onSave({ ...rule, filter: rule.filter.trim() });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <TextField
        label="Records that meet"
        hint="As typed in the filter: type:business lever>=1"
        value={rule.filter}
        maxLength={500}
        error={isTried ? problem : null}
        ref={(field) => {
          if (field && document.activeElement === document.body) field.focus();
        }}
        onChange={({ target }) => change({ filter: target.value })}
      />
      <Effects rule={rule} onChange={change} />
      {isTried && problem === null && !hasEffect(rule) && (
        <p className={styles.problem} role="alert">
          Choose at least one mark: a ring, a badge, a glow, a bold label or a size.
        </p>
      )}
      <div className={styles.actions}>
        <Button type="submit" look="primary">
          Save the rule
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
