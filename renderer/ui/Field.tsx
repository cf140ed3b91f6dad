import type {
  InputHTMLAttributes,
  ReactNode,
  Ref,
  SelectHTMLAttributes,
  TextareaHTMLAttributes,
} from 'react';
import { useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './Field.module.css';

interface FieldFrame {
  readonly label: string;
  /** What to write, or what becomes of it. */
  readonly hint?: ReactNode;
  /** What is wrong and what to do. */
  readonly error?: string | null;
  readonly size?: 'standard' | 'large';
  readonly icon?: ReactNode;
}

interface FrameProps extends FieldFrame {
  readonly id: string;
  /** Beside the control, inside its border. */
  readonly trailing?: ReactNode;
  readonly isTall?: boolean;
  readonly children: ReactNode;
}

function describedBy(id: string, { hint, error }: Pick<FieldFrame, 'hint' | 'error'>) {
  const parts = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean);
  return parts.length === 0 ? undefined : parts.join(' ');
}

function Frame(props: FrameProps) {
  const { id, label, hint, error, size, icon, trailing, isTall, children } = props;
  return (
    <div className={classNames(styles.field, size === 'large' && styles.large)}>
      <div className={styles.head}>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p id={`${id}-hint`} className={styles.hint}>
            {hint}
          </p>
        )}
      </div>
      <div className={styles.body}>
        <div className={classNames(styles.box, error && styles.wrong, isTall && styles.tall)}>
          {icon}
          {children}
          {trailing}
        </div>
        {error && (
          <p id={`${id}-error`} className={styles.error}>
            {error}
          </p>
        )}
      </div>
    </div>
  );
}

type TextFieldProps = FieldFrame &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'size'> & {
    readonly trailing?: ReactNode;
    readonly ref?: Ref<HTMLInputElement> | undefined;
  };

/** A line of text with its label, hint and error. */
export function TextField({ label, hint, error, size, icon, trailing, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <Frame {...{ id, label, hint, error: error ?? null, size: size ?? 'standard', icon, trailing }}>
      <input
        autoComplete="off"
        spellCheck={false}
        {...rest}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error: error ?? null })}
      />
    </Frame>
  );
}

type SelectFieldProps = FieldFrame &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'size'> & { readonly trailing?: ReactNode };

/** A choice among a few, with its label. The children are options. */
export function SelectField({
  label,
  hint,
  error,
  size,
  icon,
  trailing,
  children,
  ...rest
}: SelectFieldProps) {
  const id = useId();
  return (
    <Frame {...{ id, label, hint, error: error ?? null, size: size ?? 'standard', icon, trailing }}>
      <select
        {...rest}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error: error ?? null })}
      >
        {children}
      </select>
    </Frame>
  );
}

type TextAreaFieldProps = FieldFrame & TextareaHTMLAttributes<HTMLTextAreaElement>;

/** Several lines of text with their label. */
export function TextAreaField({ label, hint, error, size, icon, ...rest }: TextAreaFieldProps) {
  const id = useId();
  return (
    <Frame {...{ id, label, hint, error: error ?? null, size: size ?? 'standard', icon }} isTall>
      <textarea
        rows={2}
        {...rest}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error: error ?? null })}
      />
    </Frame>
  );
}

interface CheckFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> {
  readonly label: ReactNode;
}

/** A box to tick. */
export function CheckField({ label, ...rest }: CheckFieldProps) {
  return (
    <label className={styles.check}>
      <input {...rest} type="checkbox" />
      <span>{label}</span>
    </label>
  );
}

interface ChoiceOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** What choosing it means, under the label. */
  readonly help?: string;
  readonly mark?: ReactNode;
}

interface ChoiceFieldProps<T extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly value: T;
  readonly options: readonly ChoiceOption<T>[];
  readonly onChange: (value: T) => void;
  /** `segments`: a row of words. `cards`: with what each means. */
  readonly look?: 'segments' | 'cards';
}

/** A choice of one among a few that are all in sight. */
export function ChoiceField<T extends string>(props: ChoiceFieldProps<T>) {
  const { label, hint, value, options, onChange, look = 'segments' } = props;
  const name = useId();
  return (
    <fieldset className={styles.field}>
      <legend>{label}</legend>
      {hint && <p className={styles.hint}>{hint}</p>}
      <div className={styles[look]}>
        {options.map((option) => (
          <label key={option.value} className={styles.choice}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.mark}
            <span className={styles.choiceLabel}>{option.label}</span>
            {option.help && <span className={styles.choiceHelp}>{option.help}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
