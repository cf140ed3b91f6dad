import { Palette, Pencil, Trash2 } from 'lucide-react';
import type { CSSProperties, KeyboardEvent, PointerEvent, Ref } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { Annotation } from '../../../shared/domain/annotation.ts';
import { IconButton } from '../../ui/Button.tsx';
import styles from './annotation.module.css';
import { TYPE_WORDS } from './annotation-edit.ts';

/** What can be done with an annotation. Distances are pixels of the screen. */
export interface AnnotationBoxActs {
  move(dx: number, dy: number, isRepeated: boolean): void;
  grow(dx: number, dy: number, isRepeated: boolean): void;
  /** Follows the pointer before it is let go. */
  preview(type: 'move' | 'grow', dx: number, dy: number): void;
  write(text: string): void;
  recolour(): void;
  remove(): void;
  leave(): void;
}

interface AnnotationBoxProps {
  readonly annotation: Annotation;
  readonly isNew: boolean;
  readonly isReadOnly: boolean;
  readonly helpId: string;
  readonly acts: AnnotationBoxActs;
  readonly boxRef: Ref<HTMLDivElement>;
}

const STEP_PX = 12;
const SLACK_PX = 3;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP_PX, 0],
  ArrowRight: [STEP_PX, 0],
  ArrowUp: [0, -STEP_PX],
  ArrowDown: [0, STEP_PX],
};

/** Drags by pointer: tells how far at each step, and once more where it was let go. */
function useDrag(
  onStep: (dx: number, dy: number) => void,
  onEnd: (dx: number, dy: number) => void,
) {
  const start = useRef<{ x: number; y: number; hasMoved: boolean } | null>(null);
  return {
    onPointerDown(event: PointerEvent<HTMLElement>): void {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = { x: event.clientX, y: event.clientY, hasMoved: false };
    },
    onPointerMove(event: PointerEvent<HTMLElement>): void {
      if (!start.current) return;
      const [dx, dy] = [event.clientX - start.current.x, event.clientY - start.current.y];
      if (!start.current.hasMoved && Math.hypot(dx, dy) < SLACK_PX) return;
      start.current.hasMoved = true;
      onStep(dx, dy);
    },
    onPointerUp(event: PointerEvent<HTMLElement>): void {
      const from = start.current;
      start.current = null;
      if (from?.hasMoved) onEnd(event.clientX - from.x, event.clientY - from.y);
    },
  };
}

function Writing({
  annotation,
  onDone,
}: {
  readonly annotation: Annotation;
  readonly onDone: (text: string | null) => void;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  function end(text: string | null): void {
    if (isDone.current) return;
    isDone.current = true;
    onDone(text);
  }
  return (
    <textarea
      ref={field}
      className={styles.writing}
      aria-label={`Text of the ${TYPE_WORDS[annotation.type]}`}
      defaultValue={annotation.text}
      maxLength={4000}
      dir="auto"
      onBlur={({ target }) => end(target.value)}
      onPointerDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        const isDoneKey = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
        if (isDoneKey) end(event.currentTarget.value);
        else if (event.key === 'Escape') end(null);
        else return;
        event.preventDefault();
      }}
    />
  );
}

/** One note, frame or callout: read, moved, resized, written, recoloured and deleted, by pointer or by key. */
export function AnnotationBox(props: AnnotationBoxProps) {
  const { annotation, isNew, isReadOnly, helpId, acts, boxRef } = props;
  const [isWriting, setIsWriting] = useState(isNew);
  const box = useRef<HTMLDivElement | null>(null);
  const word = TYPE_WORDS[annotation.type];
  const drag = useDrag(
    (dx, dy) => acts.preview('move', dx, dy),
    (dx, dy) => acts.move(dx, dy, false),
  );
  const resize = useDrag(
    (dx, dy) => acts.preview('grow', dx, dy),
    (dx, dy) => acts.grow(dx, dy, false),
  );

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== box.current || event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (event.key === 'Escape') acts.leave();
    else if (isReadOnly) return;
    else if (arrow && event.shiftKey) acts.grow(arrow[0], arrow[1], true);
    else if (arrow) acts.move(arrow[0], arrow[1], true);
    else if (event.key === 'Enter') setIsWriting(true);
    else if (event.key === 'Delete' || event.key === 'Backspace') acts.remove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const tone = { '--note': `var(--n-${annotation.colour})` } as CSSProperties;
  return (
    // biome-ignore lint/a11y/useSemanticElements: it holds text and tools, and is moved by keys of its own.
    <div
      ref={(element) => {
        box.current = element;
        if (typeof boxRef === 'function') return boxRef(element);
        return undefined;
      }}
      className={styles[annotation.type]}
      style={tone}
      role="group"
      aria-roledescription={word}
      aria-label={annotation.text.trim() || `Empty ${word}`}
      aria-describedby={helpId}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: moved, resized and deleted by keys.
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDoubleClick={isReadOnly ? undefined : () => setIsWriting(true)}
    >
      <div className={styles.text} dir="auto" {...(isWriting || isReadOnly ? {} : drag)}>
        {isWriting ? (
          <Writing
            annotation={annotation}
            onDone={(text) => {
              setIsWriting(false);
              if (text !== null) acts.write(text);
              else acts.write(annotation.text);
              box.current?.focus();
            }}
          />
        ) : (
          annotation.text
        )}
      </div>
      {!isReadOnly && !isWriting && (
        <>
          <div className={styles.tools} role="toolbar" aria-label={`Tools of the ${word}`}>
            <IconButton
              label={`Write in the ${word}`}
              tip="above"
              icon={<Pencil size={13} aria-hidden="true" />}
              onClick={() => setIsWriting(true)}
            />
            <IconButton
              label="Next colour"
              tip="above"
              icon={<Palette size={13} aria-hidden="true" />}
              onClick={acts.recolour}
            />
            <IconButton
              label={`Delete the ${word}`}
              tip="above"
              icon={<Trash2 size={13} aria-hidden="true" />}
              onClick={acts.remove}
            />
          </div>
          <span className={styles.handle} aria-hidden="true" {...resize} />
        </>
      )}
    </div>
  );
}
