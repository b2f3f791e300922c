/**
 * Waits for `work`, but no longer than `ms`; the work itself goes on.
 * @throws {Error} `LATE within N ms`, where it takes longer, with `late` for LATE
 */
export async function within<T>(ms: number, work: Promise<T>, late: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${late} within ${ms} ms`));
    }, ms);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
