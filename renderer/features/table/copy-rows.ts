import type { ColumnDefinition } from '../../../shared/records/column.ts';
import { api } from '../../api/api.ts';
import { useStore } from '../../store/store.ts';
import { rowsAsText } from './rows-as-text.ts';

const READ_AT_ONCE = 1000;
/** What a person can paste and read; more leaves by export. */
const MOST_COPIED = 5000;

/** Copies rows as a table with a heading, under the case's marking; the clipboard is cleared again after a while. */
export async function copyRows(
  ids: readonly string[],
  columns: readonly ColumnDefinition[],
): Promise<void> {
  const { say } = useStore.getState();
  if (ids.length === 0) return;
  if (ids.length > MOST_COPIED) {
    say(`Only ${MOST_COPIED.toLocaleString('en-GB')} rows can be copied. Export them instead.`, {
      tone: 'warning',
    });
    return;
  }
  const fields = columns.flatMap(({ field }) => field ?? []);
  const rows = [];
  for (let at = 0; at < ids.length; at += READ_AT_ONCE)
    rows.push(
      ...(await api.entity.rows({
        ids: ids.slice(at, at + READ_AT_ONCE),
        fields,
        hasDetail: true,
        hasLinkSpan: columns.some((column) => column.hasLinkSpan),
      })),
    );
  copyText(rowsAsText(rows, columns));
  say(rows.length === 1 ? '1 row was copied.' : `${rows.length} rows were copied.`);
}

/** Copies a text as if it had been selected: the window puts its marking above it and clears it in time. */
export function copyText(text: string): void {
  const holder = document.createElement('textarea');
  holder.value = text;
  holder.setAttribute('aria-hidden', 'true');
  holder.style.position = 'fixed';
  holder.style.opacity = '0';
  const focused = document.activeElement;
  document.body.append(holder);
  holder.select();
  document.execCommand('copy');
  holder.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
}
