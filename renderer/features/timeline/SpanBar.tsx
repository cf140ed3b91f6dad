import { Pause, Play as PlayIcon, Repeat, SkipBack, SkipForward, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useId, useState } from 'react';
import { readTypedDate, type Span } from '../../../shared/timeline/span.ts';
import { useKeys } from '../../store/keys.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import lens from '../../ui/Lens.module.css';
import styles from './timeline.module.css';
import { spanDates } from './timeline-model.ts';
import { PLAY_SPEEDS, PLAY_UNITS, type Play, type PlayUnit } from './use-play.ts';

const UNIT_WORDS: Readonly<Record<PlayUnit, string>> = { day: 'Day', week: 'Week', month: 'Month' };

interface DateBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onDate: (span: Span) => string | null;
}

/** A date that is typed; what is wrong with it is said beside it. */
function DateBox({ label, value, onDate }: DateBoxProps) {
  const id = useId();
  const [text, setText] = useState(value);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    setText(value);
    setFault(null);
  }, [value]);

  function take(): void {
    if (text.trim() === value) {
      setFault(null);
      return;
    }
    const read = readTypedDate(text);
    setFault(read ? onDate(read) : 'Enter a date like 27/3/2026, 3/2026 or 2026.');
  }

  return (
    <span className={styles.dateBox}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={text}
        placeholder="27/3/2026"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => text.trim() !== '' && take()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
      {fault && (
        <span id={`${id}-fault`} className={styles.dateFault} role="alert">
          {fault}
        </span>
      )}
    </span>
  );
}

interface SpanBarProps {
  readonly play: Play;
  readonly whole: Span;
  readonly view: Span;
  /** What stands before and after it in its row. */
  readonly lead?: ReactNode;
  readonly end?: ReactNode;
  /** Selects whom and what the span lets through. */
  readonly onSelect: () => void;
}

/** Playing through time, and the stretch of time by its dates. */
export function SpanBar({ play, whole, view, lead, end, onSelect }: SpanBarProps) {
  const { brush } = play;
  const setTimeBrush = useStore((state) => state.setTimeBrush);
  const keepsUndated = useStore((state) => state.keepsUndated);
  const setKeepsUndated = useStore((state) => state.setKeepsUndated);
  const playKeys = useKeys('timeline.play');
  const dates = brush && spanDates(brush);

  return (
    <div className={styles.spanBar} role="toolbar" aria-label="Time">
      {lead}
      <div className={styles.group}>
        <IconButton label="Step back" icon={<SkipBack size={14} />} onClick={() => play.step(-1)} />
        <IconButton
          label={play.isPlaying ? 'Pause' : 'Play'}
          keys={playKeys}
          icon={play.isPlaying ? <Pause size={15} /> : <PlayIcon size={15} />}
          onClick={play.toggle}
        />
        <IconButton label="Step on" icon={<SkipForward size={14} />} onClick={() => play.step(1)} />
        <IconButton
          label="Repeat"
          icon={<Repeat size={14} />}
          aria-pressed={play.isLooping}
          onClick={() => play.setIsLooping(!play.isLooping)}
        />
      </div>
      <label className={lens.choose}>
        <span>Step</span>
        <select
          value={play.unit}
          onChange={(event) => play.setUnit(event.target.value as PlayUnit)}
        >
          {PLAY_UNITS.map((unit) => (
            <option key={unit} value={unit}>
              {UNIT_WORDS[unit]}
            </option>
          ))}
        </select>
      </label>
      <label className={lens.choose}>
        <span>Speed</span>
        <select value={play.speed} onChange={(event) => play.setSpeed(Number(event.target.value))}>
          {PLAY_SPEEDS.map((speed) => (
            <option key={speed} value={speed}>
              {`${speed} a second`}
            </option>
          ))}
        </select>
      </label>
      <span className={lens.rule} aria-hidden="true" />
      <DateBox
        label="From"
        value={dates ? british(dates.first) : ''}
        onDate={({ from }) => {
          const to = brush?.to ?? Math.ceil(whole.to);
          if (from >= to) return 'The span would end before it begins.';
          setTimeBrush({ from, to });
          return null;
        }}
      />
      <DateBox
        label="To"
        value={dates ? british(dates.last) : ''}
        onDate={({ to }) => {
          const from = brush?.from ?? Math.floor(whole.from);
          if (from >= to) return 'The span would end before it begins.';
          setTimeBrush({ from, to });
          return null;
        }}
      />
      {brush ? (
        <>
          <label className={lens.check}>
            <input
              type="checkbox"
              checked={keepsUndated}
              onChange={(event) => setKeepsUndated(event.target.checked)}
            />
            Keep what has no date
          </label>
          <Button look="quiet" onClick={onSelect}>
            Select these
          </Button>
          <Button
            look="quiet"
            icon={<X size={13} aria-hidden="true" />}
            onClick={() => {
              play.pause();
              setTimeBrush(null);
            }}
          >
            Every time
          </Button>
        </>
      ) : (
        <Button
          look="quiet"
          onClick={() => setTimeBrush({ from: Math.floor(view.from), to: Math.ceil(view.to) })}
        >
          Span from view
        </Button>
      )}
      {end && <span className={lens.gap} />}
      {end}
    </div>
  );
}

function british(date: string): string {
  const [year, month, day] = date.split('-');
  return `${Number(day)}/${Number(month)}/${year}`;
}
