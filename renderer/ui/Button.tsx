import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './Button.module.css';
import { classNames } from './class-names.ts';
import { Kbd } from './Kbd.tsx';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'plain' | 'primary' | 'quiet' | 'danger';
  readonly size?: 'standard' | 'large';
  readonly icon?: ReactNode;
  /** Keys that do the same, shown after the words. */
  readonly keys?: readonly string[];
}

/** A button with words. */
export function Button({
  look = 'plain',
  size = 'standard',
  icon,
  keys,
  className,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classNames(
        styles.button,
        styles[look],
        size === 'large' && styles.large,
        className,
      )}
    >
      {icon}
      <span className={styles.words}>{children}</span>
      {keys && <Kbd keys={keys} />}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** What it does: the accessible name and the tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly keys?: readonly string[];
  readonly tip?: 'below' | 'above' | 'right' | 'below-left';
}

/** A button with an icon alone; its name is a tooltip on hover and focus. */
export function IconButton({
  label,
  icon,
  keys,
  tip = 'below',
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      className={classNames(styles.iconButton, className)}
    >
      {icon}
      <span className={classNames(styles.tip, styles[tip])} aria-hidden="true">
        {label}
        {keys && <Kbd keys={keys} />}
      </span>
    </button>
  );
}
