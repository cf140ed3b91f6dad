import type { KeyboardEvent, ReactNode } from 'react';
import { useId, useRef } from 'react';
import styles from './Tabs.module.css';

interface Tab<T extends string> {
  readonly id: T;
  readonly label: string;
  readonly count?: number | null;
}

interface TabsProps<T extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<T>[];
  readonly value: T;
  readonly onChange: (id: T) => void;
  /** The page of the chosen tab. */
  readonly children: ReactNode;
}

/** Pages behind tabs: arrow keys move among them, one at a time is shown. */
export function Tabs<T extends string>({ label, tabs, value, onChange, children }: TabsProps<T>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);

  function moveByKey(event: KeyboardEvent): void {
    const at = tabs.findIndex((tab) => tab.id === value);
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: (at + 1) % tabs.length,
      ArrowLeft: (at - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const index = targets[event.key];
    const target = index === undefined ? undefined : tabs[index];
    if (!target || index === undefined) return;
    event.preventDefault();
    onChange(target.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus();
  }

  return (
    <>
      <div
        ref={list}
        className={styles.tabs}
        role="tablist"
        aria-label={label}
        onKeyDown={moveByKey}
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            aria-selected={tab.id === value}
            aria-controls={tab.id === value ? `${id}-page` : undefined}
            tabIndex={tab.id === value ? 0 : -1}
            onClick={() => onChange(tab.id)}
          >
            {tab.label}
            {tab.count !== undefined && tab.count !== null && (
              <span className={styles.count}>{tab.count}</span>
            )}
          </button>
        ))}
      </div>
      {/* A page of its own for each tab: none begins where another was scrolled to. */}
      <div
        key={value}
        id={`${id}-page`}
        className={styles.page}
        role="tabpanel"
        aria-labelledby={`${id}-${value}`}
      >
        {children}
      </div>
    </>
  );
}
