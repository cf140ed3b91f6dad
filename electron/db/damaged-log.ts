import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type AuditEntry, AuditEntry as AuditEntryShape } from '../../shared/api/audit.ts';
import type { AuditInput } from './audit.ts';
import { readOnlyCase } from './case-lock.ts';

/** Where what is done in a damaged case is recorded, since its own file is never written. */
export interface DamagedLog {
  /** Durable when it returns; gives its place in the log. @throws {AppError} `case-read-only` */
  append(entry: AuditInput): number;
  /** Rows that can be read, the earliest first, numbered after the case's own. */
  list(lastNumber: number): AuditEntry[];
}

const Line = z.strictObject({ nonce: z.base64(), text: z.base64(), tag: z.base64() });

const logs = new WeakMap<Database, DamagedLog>();

/** Name of the log beside a damaged case. */
export function damagedLogPath(path: string): string {
  return `${path}.damaged-log`;
}

/** The log that a connection to a damaged case records in; undefined for every other. */
export function logBeside(db: Database): DamagedLog | undefined {
  return logs.get(db);
}

/** From now on this connection records beside its file: encrypted, each line bound to the one before. */
export function keepLogBeside(db: Database, path: string, auditKey: Buffer): void {
  const file = damagedLogPath(path);
  const key = Buffer.from(hkdfSync('sha256', auditKey, '', 'achilles damaged log', 32));
  logs.set(db, {
    append(entry) {
      try {
        const lines = linesOf(file);
        const at = new Date().toISOString();
        const line = seal(key, lines.at(-1) ?? '', JSON.stringify({ at, ...entry }));
        appendDurably(file, line);
        return lines.length + 1;
      } catch (error) {
        // Nobody looks unseen.
        throw readOnlyCase(error);
      }
    },
    list(lastNumber) {
      const lines = linesOf(file);
      return lines.flatMap((line, at) => {
        const text = unseal(key, lines[at - 1] ?? '', line);
        return text === null ? [] : [entryOf(text, lastNumber + at + 1)];
      });
    },
  });
}

function linesOf(file: string): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').filter(Boolean);
}

/** On a line of its own, whatever a power cut left of the one before. */
function appendDurably(file: string, line: string): void {
  const handle = openSync(file, 'a', 0o600);
  try {
    const bytes = Buffer.from(`\n${line}\n`);
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function seal(key: Buffer, previous: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(previous));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return JSON.stringify({
    nonce: nonce.toString('base64'),
    text: sealed.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  });
}

/** Null: cut short, altered, or not where it was written. */
function unseal(key: Buffer, previous: string, line: string): string | null {
  try {
    const { nonce, text, tag } = Line.parse(JSON.parse(line));
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(previous));
    decipher.setAuthTag(Buffer.from(tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(text, 'base64')), decipher.final()]).toString(
      'utf8',
    );
  } catch {
    return null;
  }
}

function entryOf(text: string, number: number): AuditEntry {
  const { at, author, role, category, method, recordIds, detail, reason } = JSON.parse(
    text,
  ) as AuditInput & { readonly at: string };
  const people = Array.isArray(detail?.people) ? detail.people.map(String) : [];
  const recordCount = recordIds.length;
  return AuditEntryShape.parse({
    ...{ number, at, author, role, category, method, recordCount, reason, people },
  });
}
