import { SelectField } from './Field.tsx';

interface MarkingFieldProps<M extends string> {
  readonly label: string;
  readonly markings: readonly M[];
  readonly value: M;
  readonly onChange: (marking: M) => void;
}

/** The protective marking of what leaves the case. */
export function MarkingField<M extends string>(props: MarkingFieldProps<M>) {
  const { label, markings, value, onChange } = props;
  return (
    <SelectField
      label={label}
      hint="Raised to the highest marking of what is in it."
      value={value}
      onChange={({ target }) => {
        const chosen = markings.find((marking) => marking === target.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {markings.map((marking) => (
        <option key={marking}>{marking}</option>
      ))}
    </SelectField>
  );
}
