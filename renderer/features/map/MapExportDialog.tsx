import { useMemo, useRef, useState } from 'react';
import { CASE_MEASURES } from '../../../shared/analysis/case-measure.ts';
import { rangeWords } from '../../../shared/analysis/measure-range.ts';
import { measureOfStyle } from '../../../shared/analysis/measure-style.ts';
import type { Progress } from '../../../shared/api/case.ts';
import { AppError } from '../../../shared/api/errors.ts';
import type { ExportEvent, ExportPreview, ExportScope } from '../../../shared/api/graph-export.ts';
import { Marking } from '../../../shared/domain/marking.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { isAbort } from '../../api/failure.ts';
import { type Loaded, useApi } from '../../api/use-api.ts';
import { useExport } from '../../api/use-export.ts';
import type { Canvas } from '../../canvas/canvas.ts';
import { useCanvas } from '../../canvas/canvas-context.ts';
import { scopeOf as graphScopeOf } from '../../store/analysis.ts';
import { filterOf } from '../../store/explore.ts';
import { type Store, useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, ChoiceField, SelectField, TextField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { MarkingField } from '../../ui/MarkingField.tsx';
import { Note } from '../../ui/Note.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import styles from './export.module.css';
import { EXPORT_FORMATS, type ExportFormat, FORMAT_IDS, isPicture } from './export-formats.ts';
import { makePicture, type PictureTheme } from './make-picture.ts';
import { textsOnMap } from './picture-source.ts';
import { choiceOf, styleChoices } from './style-choices.ts';
import type { DressLegend } from './use-dress.ts';

interface MapExportDialogProps {
  readonly ontology: Ontology;
  /** What the colours of the map say; null: the kinds of record. */
  readonly colours: DressLegend['colours'];
  readonly onClose: () => void;
}

type Extent = ExportScope['type'] & ('shown' | 'selected' | 'case');

/** Takes what the map shows, what is selected or the whole case out of it: says what leaves and what stays, and asks why. */
export function MapExportDialog({ ontology, colours, onClose }: MapExportDialogProps) {
  const canvas = useCanvas();
  const say = useStore((state) => state.say);
  const caseName = useStore((state) => state.caseState?.name ?? '');
  // What it was when the dialog opened is what is asked about.
  const [state] = useState(() => useStore.getState());
  const shown = useMemo(() => shownParts(canvas, state), [canvas, state]);
  const [format, setFormat] = useState<ExportFormat>('png');
  const [extent, setExtent] = useState<Extent>(
    state.selectedIds.length > 0 ? 'selected' : shown.ids.length > 0 ? 'shown' : 'case',
  );
  const [theme, setTheme] = useState<PictureTheme>('light');
  const [title, setTitle] = useState(caseName);
  const [leavesOutC, setLeavesOutC] = useState(false);
  const [marking, setMarking] = useState<Marking>(
    () => state.caseState?.markingDefaults?.exports ?? 'OFFICIAL-SENSITIVE',
  );
  const [progress, setProgress] = useState<Progress | null>(null);
  const stop = useRef<AbortController | null>(null);
  const letOut = useExport(say, onClose);
  const { reason, isBusy, failure } = letOut;
  // A picture is of what is drawn.
  const asked: Extent = isPicture(format) && extent === 'case' ? 'shown' : extent;
  // Measures rest on every link among the records, those that are not drawn too.
  const hasAllLinks = format === 'measures';
  const scope = useMemo(() => {
    const found = scopeOf(asked, shown, state);
    return hasAllLinks && found?.type === 'shown' ? { ...found, linkIds: null } : found;
  }, [asked, shown, state, hasAllLinks]);
  const preview = useApi(
    (signal) => (scope ? api.graph.exportPreview({ scope }, { signal }) : Promise.resolve(null)),
    [scope],
  );

  function close(): void {
    stop.current?.abort();
    onClose();
  }

  function run(): void {
    if (!scope) return;
    void letOut.run(async (why) => {
      const mine = new AbortController();
      stop.current = mine;
      const common = { scope, leavesOutC, marking, reason: why };
      try {
        return isPicture(format)
          ? await pictureFile(
              canvas,
              ontology,
              { ...common, format, theme, title, state, colours },
              mine.signal,
            )
          : format === 'measures'
            ? await measuresFile(
                { asked, shown, state },
                { leavesOutC, marking, reason: why },
                { signal: mine.signal, onProgress: setProgress },
              )
            : await graphFile(
                canvas,
                {
                  ...common,
                  format,
                  title: title.trim() || null,
                  filterWords: filterWordsOf(state),
                },
                { signal: mine.signal, onProgress: setProgress },
              );
      } catch (error) {
        if (mine.signal.aborted || isAbort(error))
          throw new AppError('invalid-value', 'Stopped. No file was kept.');
        throw error;
      } finally {
        setProgress(null);
        stop.current = null;
      }
    });
  }

  const extents = [
    ...(state.selectedIds.length > 0
      ? [{ value: 'selected' as const, label: `${counted(state.selectedIds.length)} selected` }]
      : []),
    ...(shown.ids.length > 0
      ? [{ value: 'shown' as const, label: `${counted(shown.ids.length)} shown` }]
      : []),
    ...(isPicture(format) ? [] : [{ value: 'case' as const, label: 'The whole case' }]),
  ];

  return (
    <Dialog
      title="Export"
      onClose={close}
      isLong
      actions={
        <>
          <Button look="primary" aria-disabled={isBusy || !scope} onClick={run}>
            Export
          </Button>
          {isBusy ? (
            <Button onClick={() => stop.current?.abort()}>Stop</Button>
          ) : (
            <Button onClick={close}>Keep it here</Button>
          )}
        </>
      }
    >
      <div className={styles.form}>
        <Note tone="warning">
          An export leaves the case and cannot be undone. It is recorded with your reason.
        </Note>
        <SelectField
          label="Format"
          hint={EXPORT_FORMATS[format].help}
          value={format}
          onChange={(event) => setFormat(event.target.value as ExportFormat)}
        >
          {FORMAT_IDS.map((id) => (
            <option key={id} value={id}>
              {EXPORT_FORMATS[id].label}
            </option>
          ))}
        </SelectField>
        {extents.length > 0 && (
          <ChoiceField label="Which records" value={asked} onChange={setExtent} options={extents} />
        )}
        <PreviewWords preview={preview} />
        {format !== 'measures' && (
          <TextField
            label="Title"
            value={title}
            maxLength={200}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
        {isPicture(format) && (
          <ChoiceField
            label="Background"
            value={theme}
            onChange={setTheme}
            options={[
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
        )}
        <MarkingField
          label="Marking of the file"
          markings={Marking.options}
          value={marking}
          onChange={setMarking}
        />
        {isCodedC(preview) && (
          <CheckField
            label="Leave out what rests on information coded C"
            checked={leavesOutC}
            onChange={(event) => setLeavesOutC(event.target.checked)}
          />
        )}
        <ReasonField {...reason} />
        {progress && (
          <p className={styles.progress} role="status">
            {progress.phase}
            <progress
              aria-label={progress.phase}
              value={progress.done}
              max={progress.total ?? undefined}
            />
          </p>
        )}
        <FormFailure message={failure} />
      </div>
    </Dialog>
  );
}

function counted(count: number): string {
  return count.toLocaleString('en-GB');
}

function isCodedC(preview: Loaded<ExportPreview | null>): boolean {
  if (preview.status !== 'ready' || !preview.value) return false;
  const { codedC } = preview.value.withheld;
  return codedC.records + codedC.links > 0;
}

/** What goes out, and what stays and why. */
function PreviewWords({ preview }: { readonly preview: Loaded<ExportPreview | null> }) {
  if (preview.status === 'loading') return <p role="status">Looking over what may leave</p>;
  if (preview.status === 'failed') return <FormFailure message={preview.error.message} />;
  const { value } = preview;
  if (!value) return <p role="status">There are no records here to export.</p>;
  const { protectedCount, codedC, ungraded } = value.withheld;
  const kinds = value.kinds.map(({ kind, count }) => `${kind} ${counted(count)}`).join(', ');
  return (
    <div className={styles.preview} role="status" aria-busy={preview.isStale}>
      <p>
        <strong>Goes out:</strong>{' '}
        {value.records === 0
          ? 'nothing'
          : `${parts(value)}${kinds === '' ? '' : ` (${kinds})`}, marked ${value.marking} or higher`}
      </p>
      {protectedCount > 0 && (
        <p>
          <strong>Stays, protected:</strong> {parts({ records: protectedCount, links: 0 })}, with
          all links. They never leave.
        </p>
      )}
      {codedC.records + codedC.links > 0 && (
        <p>
          <strong>Coded C:</strong> {parts(codedC)}. Ask the owner, or leave them out.
        </p>
      )}
      {ungraded.records + ungraded.links > 0 && (
        <p>
          <strong>Stays, not graded:</strong> {parts(ungraded)}. Grade them to let them out.
        </p>
      )}
    </div>
  );
}

function parts({ records, links }: { readonly records: number; readonly links: number }): string {
  const noun = (count: number, word: string) =>
    `${counted(count)} ${word}${count === 1 ? '' : 's'}`;
  return [records > 0 && noun(records, 'record'), links > 0 && noun(links, 'link')]
    .filter(Boolean)
    .join(' and ');
}

interface ShownParts {
  readonly ids: readonly string[];
  readonly linkIds: readonly string[];
}

/** What colours and sizes follow, where it is not the kind and the number of links, and what measures are of. */
function styleLines(
  ontology: Ontology,
  { style, measured, hasCommunityColours }: Store,
): readonly string[] {
  const choices = styleChoices(ontology);
  const words = [
    hasCommunityColours
      ? 'Colour: community'
      : style.colourBy !== 'kind' && `Colour: ${choiceOf(choices.colourBy, style.colourBy).label}`,
    style.sizeBy !== 'links' && `Size: ${choiceOf(choices.sizeBy, style.sizeBy).label}`,
  ].filter(Boolean);
  if (words.length === 0) return [];
  const isMeasured = [style.colourBy, style.sizeBy].some((by) => measureOfStyle(by) !== null);
  const among = measured.among === 'case' ? 'in the whole case' : 'among what was on the map';
  return [`${words.join('. ')}.${isMeasured ? ` Measured ${among}.` : ''}`];
}

/** What is drawn and let through by every sieve, members of closed groups too. */
function shownParts({ model, isDrawn }: Canvas, { sieves }: Pick<Store, 'sieves'>): ShownParts {
  const all = Object.values(sieves);
  const ids = model
    .recordIds()
    .filter(
      (id) =>
        isDrawn(model.standIn(id)) && all.every(({ entityIds }) => entityIds?.has(id) ?? true),
    );
  const among = new Set(ids);
  const linkIds = model.graph.filterEdges(
    (id, edge, source, target) =>
      edge.mergedCount === undefined &&
      among.has(source) &&
      among.has(target) &&
      !model.hiddenRelationTypes.has(edge.relationType ?? edge.label.slice(0, 60)) &&
      all.every(({ relationIds }) => relationIds?.has(id) ?? true),
  );
  return { ids, linkIds };
}

function scopeOf(extent: Extent, shown: ShownParts, state: Store): ExportScope | null {
  switch (extent) {
    case 'case':
      return { type: 'case' };
    case 'shown':
      return shown.ids.length === 0
        ? null
        : { type: 'shown', ids: [...shown.ids], linkIds: [...shown.linkIds] };
    case 'selected':
      return { type: 'selected', ids: [...state.selectedIds], linkIds: null };
  }
}

/** What the map is narrowed to, in words; null: to nothing. */
function filterWordsOf(state: Store): string | null {
  const range = state.measureRange && rangeWords(state.measureRange);
  return (
    [filterOf(state), range && `${range.label} ${range.words}`].filter(Boolean).join('; ') || null
  );
}

type GraphAsked = Omit<Parameters<typeof api.graph.export>[0], 'positions'>;

async function graphFile(
  canvas: Canvas,
  asked: GraphAsked,
  {
    signal,
    onProgress,
  }: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void },
): Promise<File | null> {
  const positions: Record<string, [number, number]> = {};
  canvas.model.graph.forEachNode((id, { x, y, group }) => {
    if (!group) positions[id] = [x, y];
  });
  const events = await api.graph.export({ ...asked, positions }, { signal });
  return await fileOf(events, onProgress);
}

/** Measures of the graph that key players are ranked on, among what is asked for. */
async function measuresFile(
  {
    asked,
    shown,
    state,
  }: { readonly asked: Extent; readonly shown: ShownParts; readonly state: Store },
  letOut: Pick<GraphAsked, 'leavesOutC' | 'marking' | 'reason'>,
  {
    signal,
    onProgress,
  }: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void },
): Promise<File> {
  const among = asked === 'case' ? null : [...(asked === 'shown' ? shown.ids : state.selectedIds)];
  const scope = { ...graphScopeOf(state), among };
  const events = await api.graph.exportMeasures(
    { ...letOut, scope, measures: [...CASE_MEASURES] },
    { signal },
  );
  return await fileOf(events, onProgress);
}

async function fileOf(
  events: AsyncIterable<ExportEvent>,
  onProgress: (progress: Progress) => void,
): Promise<File> {
  const pieces: string[] = [];
  for await (const event of events) {
    if (event.text !== null) pieces.push(event.text);
    if (event.progress) onProgress(event.progress);
    // Whole only now: what was stopped before leaves no file.
    if (event.file) return new File(pieces, event.file.name, { type: event.file.mediaType });
  }
  throw new DOMException('The export was stopped.', 'AbortError');
}

async function pictureFile(
  canvas: Canvas,
  ontology: Ontology,
  asked: Omit<Parameters<typeof api.graph.exportPicture>[0], 'title'> & {
    readonly format: 'svg' | 'png' | 'png-projection';
    readonly theme: PictureTheme;
    readonly title: string;
    readonly state: Store;
    readonly colours: DressLegend['colours'];
  },
  signal: AbortSignal,
): Promise<File> {
  const { scope, leavesOutC, marking, reason, format, theme, title, state, colours } = asked;
  const legendWords = state.hasCommunityColours ? [] : (colours ?? []).map(({ label }) => label);
  const texts = [...new Set([...textsOnMap(canvas), ...legendWords])];
  const allowed = await api.graph.exportPicture(
    {
      texts,
      scope,
      leavesOutC,
      marking,
      reason,
      title: title.trim() || null,
      filterWords: filterWordsOf(state),
    },
    { signal },
  );
  if (allowed.ids.length === 0)
    throw new AppError(
      'invalid-value',
      'Nothing of it may leave the case, so there is nothing to draw.',
    );
  const now = new Date();
  const day = now.toISOString().slice(0, 10);
  return await makePicture(canvas, ontology, {
    format,
    theme,
    allowed: {
      ids: new Set(allowed.ids),
      linkIds: new Set(allowed.linkIds),
      parts: new Map(allowed.parts.map((part) => [part.id, part])),
      texts: new Map(texts.map((text, at) => [text, allowed.texts[at] ?? ''])),
    },
    colours: colours && { groups: colours, areCommunities: state.hasCommunityColours },
    head: {
      title: allowed.title,
      marking: allowed.marking,
      lines: [
        `${now.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}. ${parts({ records: allowed.ids.length, links: allowed.linkIds.length })}${scope.type === 'selected' ? ', selected by hand' : ''}.`,
        ...styleLines(ontology, state),
        ...(allowed.filter === null ? [] : [`Filter: ${allowed.filter}`]),
      ],
      withheld: allowed.withheld,
    },
    name: `Map ${allowed.marking} ${day}`,
  });
}
