import { TextAreaField } from './Field.tsx';

interface ReasonFieldProps {
  readonly value: string;
  readonly isMissing: boolean;
  readonly onChange: (reason: string) => void;
}

/** Why something leaves the case. */
export function ReasonField({ value, isMissing, onChange }: ReasonFieldProps) {
  return (
    <TextAreaField
      label="Reason"
      hint="Who it is for, and why they need it."
      value={value}
      maxLength={500}
      error={isMissing ? 'Say who it is for, and why.' : null}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
