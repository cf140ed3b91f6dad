import { kindOf, type Ontology, offered } from '../../../shared/domain/ontology.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextAreaField, TextField } from '../../ui/Field.tsx';
import { EntityPicker, PickedName } from './EntityPicker.tsx';
import { GradeFields } from './GradeFields.tsx';
import { linkOptions } from './link-options.ts';
import styles from './record.module.css';
import {
  type EntityDraft,
  entityLabel,
  type ItemDraft,
  type MentionDraft,
  namedKinds,
} from './report-draft.ts';
import { ValueField } from './ValueField.tsx';

interface ReportItemFieldsProps {
  readonly ontology: Ontology;
  readonly index: number;
  readonly item: ItemDraft;
  readonly entities: readonly EntityDraft[];
  readonly faultOf: (name: string) => string | null;
  readonly nextKey: (kind: string) => string;
  readonly canRemove: boolean;
  readonly onChange: (item: ItemDraft) => void;
  /** The entities of the report changed together with this item. */
  readonly onEntities: (entities: readonly EntityDraft[], item: ItemDraft) => void;
  readonly onRemove: () => void;
}

/** One item of a report: its text, dates, grade and handling, whom it speaks of and what it says of them. */
export function ReportItemFields(props: ReportItemFieldsProps) {
  const { index, item, faultOf, canRemove, onChange, onRemove } = props;
  const at = `items.${index}.`;
  return (
    <fieldset className={styles.item}>
      <legend>{`Item ${index + 1}`}</legend>
      <TextAreaField
        name={`${at}text`}
        label="Text"
        hint="Word for word, without what could tell who the source is."
        rows={4}
        maxLength={50_000}
        value={item.text}
        error={faultOf(`${at}text`)}
        onChange={(event) => onChange({ ...item, text: event.target.value })}
      />
      <div className={styles.pair}>
        <TextField
          name={`${at}startedOn`}
          label="Seen from"
          value={item.observedFrom}
          error={faultOf(`${at}startedOn`)}
          onChange={(event) => onChange({ ...item, observedFrom: event.target.value })}
        />
        <TextField
          name={`${at}endedOn`}
          label="Seen to"
          value={item.observedTo}
          error={faultOf(`${at}endedOn`)}
          onChange={(event) => onChange({ ...item, observedTo: event.target.value })}
        />
      </div>
      <GradeFields
        prefix={at}
        basis={item.basis}
        grade={item.grade}
        faultOf={faultOf}
        onBasis={(basis) => onChange({ ...item, basis })}
        onGrade={(grade) => onChange({ ...item, grade })}
      />
      <Mentions {...props} />
      {item.mentions.length > 1 && <ItemLinks {...props} />}
      {canRemove && (
        <p>
          <Button look="quiet" onClick={onRemove}>{`Leave out item ${index + 1}`}</Button>
        </p>
      )}
    </fieldset>
  );
}

function Mentions(props: ReportItemFieldsProps) {
  const { ontology, index, item, entities, nextKey, onChange, onEntities } = props;
  const mentioned = new Set(item.mentions.map(({ key }) => key));
  const others = entities.filter(({ key }) => !mentioned.has(key));

  function mention(entity: EntityDraft): void {
    const next = { ...item, mentions: [...item.mentions, { key: entity.key, texts: {} }] };
    onEntities(
      entities.some(({ key }) => key === entity.key) ? entities : [...entities, entity],
      next,
    );
  }

  return (
    <>
      {item.mentions.map((entry, place) => (
        <Mention
          key={entry.key}
          {...props}
          mention={entry}
          onMention={(next) => onChange({ ...item, mentions: item.mentions.with(place, next) })}
          onForget={() =>
            onChange({
              ...item,
              mentions: item.mentions.toSpliced(place, 1),
              links: item.links.filter(
                ({ fromKey, toKey }) => fromKey !== entry.key && toKey !== entry.key,
              ),
            })
          }
        />
      ))}
      <EntityPicker
        label={item.mentions.length === 0 ? 'Speaks of' : 'Speaks of another'}
        name={`items.${index}.mention`}
        ontology={ontology}
        picked={null}
        kinds={null}
        error={null}
        onPick={(picked) => {
          if (!picked) return;
          const known = entities.find((entity) => entity.picked?.id === picked.id);
          if (known && mentioned.has(known.key)) return;
          mention(
            known ?? { key: nextKey('entity'), picked, kind: picked.kind, name: picked.label },
          );
        }}
        onMake={(name) =>
          mention({
            key: nextKey('entity'),
            picked: null,
            kind: namedKinds(ontology)[0]?.id ?? '',
            name,
          })
        }
      />
      {others.length > 0 && (
        <p className={styles.offered}>
          {others.map((entity) => (
            <Button key={entity.key} look="quiet" onClick={() => mention(entity)}>
              {`Also ${entityLabel(entity)}`}
            </Button>
          ))}
        </p>
      )}
    </>
  );
}

/** One entity of an item, and what the item says of it. */
function Mention(
  props: ReportItemFieldsProps & {
    readonly mention: MentionDraft;
    readonly onMention: (mention: MentionDraft) => void;
    readonly onForget: () => void;
  },
) {
  const { ontology, index, entities, item, faultOf, mention, onMention, onForget, onEntities } =
    props;
  const entity = entities.find(({ key }) => key === mention.key);
  const kind = kindOf(ontology, entity?.kind ?? '');
  if (!entity || !kind) return null;
  const said = kind.fields.filter(({ id }) => mention.texts[id] !== undefined);
  const setText = (field: string, text: string) =>
    onMention({ ...mention, texts: { ...mention.texts, [field]: text } });
  return (
    <div className={styles.mention}>
      <div className={styles.picked}>
        {entity.picked ? (
          <PickedName label="Speaks of" picked={entity.picked} ontology={ontology} />
        ) : (
          <p className={styles.pickedName}>
            <span className={styles.pickedLabel}>Makes</span>
            <b>{entity.name}</b>
          </p>
        )}
        <Button look="quiet" onClick={onForget}>{`Leave out ${entityLabel(entity)}`}</Button>
      </div>
      <div className={styles.grid}>
        {!entity.picked && (
          <SelectField
            label={`Kind of ${entity.name}`}
            value={entity.kind}
            onChange={(event) =>
              onEntities(
                entities.map((one) =>
                  one.key === entity.key ? { ...one, kind: event.target.value } : one,
                ),
                {
                  ...item,
                  mentions: item.mentions.map((one) =>
                    one.key === entity.key ? { ...one, texts: {} } : one,
                  ),
                },
              )
            }
          >
            {namedKinds(ontology).map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </SelectField>
        )}
        {said.map((field) => (
          <ValueField
            key={field.id}
            name={`items.${index}.${entity.key}.${field.id}`}
            field={field}
            ontology={ontology}
            value={mention.texts[field.id] ?? ''}
            error={faultOf(`items.${index}.${entity.key}.${field.id}`)}
            onChange={(text) => setText(field.id, text)}
          />
        ))}
        <SelectField
          label={`What it says of ${entityLabel(entity)}`}
          value=""
          onChange={(event) => setText(event.target.value, '')}
        >
          <option value="">Add a field…</option>
          {offered(kind.fields)
            .filter(({ id }) => mention.texts[id] === undefined)
            .map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
        </SelectField>
      </div>
    </div>
  );
}

/** Links that the item tells between those it speaks of. */
function ItemLinks({ ontology, index, item, entities, faultOf, onChange }: ReportItemFieldsProps) {
  const mentioned = entities.filter(({ key }) => item.mentions.some((one) => one.key === key));
  const find = (key: string) => mentioned.find((entity) => entity.key === key);
  const pairs = mentioned.flatMap((one, place) =>
    mentioned.slice(place + 1).flatMap((other) => {
      const isFree = !item.links.some(
        ({ fromKey, toKey }) => fromKey === one.key && toKey === other.key,
      );
      return isFree && linkOptions(ontology, one.kind, other.kind).length > 0
        ? [[one, other] as const]
        : [];
    }),
  );
  return (
    <>
      {item.links.map((link, place) => {
        const [from, to] = [find(link.fromKey), find(link.toKey)];
        if (!from || !to) return null;
        return (
          <div key={`${link.fromKey} ${link.toKey}`} className={styles.linkRow}>
            <SelectField
              name={`items.${index}.links.${place}.type`}
              label={`${entityLabel(from)} … ${entityLabel(to)}`}
              value={link.option}
              error={faultOf(`items.${index}.links.${place}.type`)}
              onChange={(event) =>
                onChange({
                  ...item,
                  links: item.links.with(place, { ...link, option: event.target.value }),
                })
              }
            >
              <option value="">How they are linked…</option>
              {linkOptions(ontology, from.kind, to.kind).map(({ value, words }) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </SelectField>
            <Button
              look="quiet"
              onClick={() => onChange({ ...item, links: item.links.toSpliced(place, 1) })}
            >
              Leave out
            </Button>
          </div>
        );
      })}
      {pairs.length > 0 && (
        <SelectField
          label="Links that it tells"
          value=""
          onChange={(event) => {
            const [fromKey = '', toKey = ''] = event.target.value.split(' ');
            onChange({ ...item, links: [...item.links, { fromKey, toKey, option: '' }] });
          }}
        >
          <option value="">Add a link…</option>
          {pairs.map(([one, other]) => (
            <option key={`${one.key} ${other.key}`} value={`${one.key} ${other.key}`}>
              {`${entityLabel(one)} and ${entityLabel(other)}`}
            </option>
          ))}
        </SelectField>
      )}
    </>
  );
}
