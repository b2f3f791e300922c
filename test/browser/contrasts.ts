import type { Page } from 'playwright-core';

/** How much a text stands out against what is behind it: 1 not at all, 21 black on white. */
export interface TextContrast {
  text: string;
  contrast: number;
}

interface Colours {
  text: string;
  ink: string;
  /** The backgrounds of the element and of those around it, innermost first. */
  papers: string[];
}

/** Runs in the page: the colours of every element that has text of its own. */
const COLOURS = `[...document.querySelectorAll('body *')].flatMap((element) => {
  const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('');
  if (!text || !element.checkVisibility()) return [];
  const papers = [];
  for (let at = element; at; at = at.parentElement) papers.push(getComputedStyle(at).backgroundColor);
  return [{ text, ink: getComputedStyle(element).color, papers }];
})`;

/** The contrast of all texts that the page shows, and whether the page as a whole is dark. */
export async function contrasts(page: Page): Promise<{ texts: TextContrast[]; isDark: boolean }> {
  const all = await page.evaluate<Colours[]>(COLOURS);
  const texts = all.map(({ text, ink, papers }) => ({
    text,
    contrast: contrast(luminance(ink), luminance(visiblePaper(papers))),
  }));
  const paper = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  return { texts, isDark: luminance(paper) < 0.5 };
}

const visiblePaper = (papers: string[]) =>
  papers.find((paper) => paper !== 'rgba(0, 0, 0, 0)') ?? 'rgb(255, 255, 255)';

/** WCAG 2.2, "contrast ratio", of two relative luminances. */
function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** WCAG 2.2, "relative luminance", of an opaque colour as browsers tell it: `rgb(28, 36, 48)`. */
function luminance(colour: string): number {
  const [, ...channels] = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour) ?? [];
  if (channels.length !== 3) throw new Error(`no opaque colour: ${colour}`);
  const [red, green, blue] = channels.map((text) => {
    const channel = Number(text) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
