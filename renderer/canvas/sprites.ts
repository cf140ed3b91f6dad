/** A small picture kept to be drawn again and again; lengths are CSS pixels. */
export interface Sprite {
  readonly image: OffscreenCanvas;
  readonly width: number;
  readonly height: number;
}

type Draw = (context: OffscreenCanvasRenderingContext2D) => void;

/** Pictures by key, drawn once. Text is far slower to draw than to copy. */
export interface SpriteCache {
  get(
    key: string,
    make: () => { readonly width: number; readonly height: number; readonly draw: Draw },
    scale?: number,
  ): Sprite;
  /** Null: it was not drawn yet. */
  find(key: string): Sprite | null;
  /** Width of a text in a font. */
  measure(text: string, font: string): number;
  clear(): void;
}

const MAX_SPRITES = 4000;

/** An empty cache, for screens of this pixel ratio. */
export function createSpriteCache(pixelRatio: number): SpriteCache {
  const sprites = new Map<string, Sprite>();
  const widths = new Map<string, number>();
  const ruler = new OffscreenCanvas(1, 1).getContext('2d');

  return {
    get(key, make, scale = 1) {
      const sizedKey = scale === 1 ? key : `${key} ×${scale}`;
      const known = sprites.get(sizedKey);
      if (known) return known;
      const { width, height, draw } = make();
      const image = new OffscreenCanvas(
        Math.max(1, Math.ceil(width * scale * pixelRatio)),
        Math.max(1, Math.ceil(height * scale * pixelRatio)),
      );
      // Kept in main memory, as the layer is: hundreds of small pictures would each cross to the graphics card.
      const context = image.getContext('2d', { willReadFrequently: true });
      if (context) {
        context.scale(scale * pixelRatio, scale * pixelRatio);
        draw(context);
      }
      if (sprites.size >= MAX_SPRITES) sprites.clear();
      // Whole device pixels, so that the copy is not blurred.
      const sprite = { image, width: image.width / pixelRatio, height: image.height / pixelRatio };
      sprites.set(sizedKey, sprite);
      return sprite;
    },
    find: (key) => sprites.get(key) ?? null,
    measure(text, font) {
      const key = `${font}\n${text}`;
      const known = widths.get(key);
      if (known !== undefined) return known;
      if (!ruler) return text.length * 6;
      ruler.font = font;
      const { width } = ruler.measureText(text);
      if (widths.size >= MAX_SPRITES) widths.clear();
      widths.set(key, width);
      return width;
    },
    clear() {
      sprites.clear();
      widths.clear();
    },
  };
}
