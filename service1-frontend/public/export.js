// Enhances the export page: shows the file size and the progress, and saves the complete rows of an interrupted download.
// Without it, the browser downloads the file like any other.

const form = document.getElementById('export');
const { rule, seed, index, count, format } = form.elements;
const progress = document.getElementById('progress');
const [progressBar, progressText, stopButton] = progress.children;
const outcome = document.getElementById('outcome');
let bytesPerRow = JSON.parse(form.dataset.bytes);

function showEstimate() {
  const bytes = Number(count.value) * bytesPerRow[format.value];
  if (bytes > 0)
    document.getElementById('estimate').textContent = `The file will have about ${formatSize(bytes)}.`;
}

function formatSize(bytes) {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];
  const unit = Math.floor(Math.log10(bytes) / 3);
  return `${Number((bytes / 1000 ** unit).toPrecision(2))} ${units[unit]}`;
}

form.addEventListener('input', showEstimate);
rule.addEventListener('change', async () => {
  const address = `${form.action}?${new URLSearchParams({ rule: rule.value })}`;
  const response = await fetch(address, { headers: { Accept: 'application/json' } });
  if (!response.ok) return;
  ({ bytesPerRow } = await response.json());
  showEstimate();
});

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const query = Object.fromEntries(new FormData(form));
  const address = `${form.action}?${new URLSearchParams(query)}`;
  setDownloading(true);
  outcome.textContent = await download(address, query).catch(
    () => 'The site does not respond. Try again in a moment.',
  );
  setDownloading(false);
  showEstimate();
});

function setDownloading(isDownloading) {
  progress.hidden = !isDownloading;
  if (isDownloading) {
    outcome.textContent = '';
    progressText.textContent = '';
    progressBar.removeAttribute('value');
    progress.scrollIntoView({ block: 'nearest' });
  }
  form.querySelector('[type=submit]').disabled = isDownloading;
}

/** Downloads a file, and returns a message about the result or the error. */
async function download(address, query) {
  const response = await fetch(address, { headers: { Accept: 'application/problem+json' } });
  return response.ok ? saveResponse(response, query) : (await response.json()).detail;
}

/** Saves the body of a response, or its complete rows if it was interrupted, and returns a message. */
async function saveResponse(response, query) {
  const [, name] = /filename="?([^"]+)/.exec(response.headers.get('Content-Disposition'));
  const requested = Number(query.count);
  // Each row is one line. CSV and JSON have one line before the first row.
  const { rows, end, reason, file } = await read(response, requested, query.format === 'ndjson' ? 0 : 1);
  if (!reason) {
    save(file, name);
    const randomSeed = query.seed === '' ? ` Random seed: ${seedOf(response)}.` : '';
    return `Saved ${requested.toLocaleString('en')} rows, ${formatSize(file.size)}, as ${name}.${randomSeed}`;
  }
  const interruption = `${reason} after ${rows.toLocaleString('en')} rows.`;
  if (query.format === 'json' || rows === 0) return `${interruption} Nothing was saved.`;
  const next = Number(query.index) + rows;
  const partName = name.replace(/\d+(?=\.\w+$)/, next - 1);
  save(file.slice(0, end), partName);
  // The next export continues here, with the same seed even if it was random.
  seed.value = seedOf(response);
  index.value = next;
  count.value = requested - rows;
  return `${interruption} They were saved as ${partName}. Export again to continue from index ${next}.`;
}

const seedOf = (response) =>
  new URL(response.headers.get('Content-Location'), location).searchParams.get('seed');

/** Reads a body into a blob, which browsers keep on disk if it is large. `reason` is set if the body is incomplete. */
async function read(response, requested, linesBefore) {
  const reader = response.body.getReader();
  const started = performance.now();
  let [lines, rows, bytes, end] = [0, 0, 0, 0];
  let reason;
  stopButton.onclick = () => {
    reason = 'Stopped';
    reader.cancel();
  };
  const counted = new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read().catch(() => {
        reason ??= 'The connection was lost';
        return { done: true };
      });
      if (done) return controller.close();
      for (let offset = 0; offset < value.length; offset++) {
        if (value[offset] !== 10) continue;
        lines++;
        end = bytes + offset + 1;
      }
      bytes += value.length;
      rows = Math.min(Math.max(lines - linesBefore, 0), requested);
      showProgress(rows, requested, (performance.now() - started) / 1000);
      controller.enqueue(value);
    },
  });
  const file = await new Response(counted).blob();
  return { rows, end, reason, file };
}

function showProgress(rows, requested, seconds) {
  progressBar.max = requested;
  progressBar.value = rows;
  const left = rows > 0 ? `, about ${Math.ceil((seconds / rows) * (requested - rows))} s left` : '';
  progressText.textContent = `${rows.toLocaleString('en')} of ${requested.toLocaleString('en')} rows${left}`;
}

function save(file, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Revoking the URL before the browser starts the download would cancel it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

showEstimate();
