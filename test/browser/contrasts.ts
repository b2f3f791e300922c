import type { Page } from 'playwright-core';

/** The contrast ratio of a text and its background, from 1 (none) to 21 (black on white). */
export interface TextContrast {
  text: string;
  contrast: number;
}

interface ElementColors {
  text: string;
  color: string;
  /** The backgrounds of the element and of its ancestors, innermost first. */
  backgrounds: string[];
}

/** Runs in the page: the colours of every visible element that contains text itself. */
const ELEMENT_COLORS = `[...document.querySelectorAll('body *')].flatMap((element) => {
  const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('');
  if (!text || !element.checkVisibility()) return [];
  const backgrounds = [];
  for (let at = element; at; at = at.parentElement) backgrounds.push(getComputedStyle(at).backgroundColor);
  return [{ text, color: getComputedStyle(element).color, backgrounds }];
})`;

/** Measures the contrast of every text on a page, and whether the page has a dark background. */
export async function measureContrasts(page: Page): Promise<{ texts: TextContrast[]; isDark: boolean }> {
  const elements = await page.evaluate<ElementColors[]>(ELEMENT_COLORS);
  const texts = elements.map(({ text, color, backgrounds }) => ({
    text,
    contrast: contrastRatio(luminance(color), luminance(visibleBackground(backgrounds))),
  }));
  const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  return { texts, isDark: luminance(background) < 0.5 };
}

const visibleBackground = (backgrounds: string[]) =>
  backgrounds.find((background) => background !== 'rgba(0, 0, 0, 0)') ?? 'rgb(255, 255, 255)';

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrastRatio(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance, of an opaque colour such as `rgb(28, 36, 48)`. */
function luminance(color: string): number {
  const [, ...channels] = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(color) ?? [];
  if (channels.length !== 3) throw new Error(`Not an opaque colour: ${color}`);
  const [red, green, blue] = channels.map((text) => {
    const channel = Number(text) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
