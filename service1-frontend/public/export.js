// What the export's page does more where scripts run: how large the file will be, how far it is, and what is there of one that was
// cut short. Without them the browser takes it as any other file.

const form = document.getElementById('export');
const { rule, seed, index, count, format } = form.elements;
const progress = document.getElementById('progress');
const [bar, soFar, stop] = progress.children;
const outcome = document.getElementById('outcome');
let bytesPerRow = JSON.parse(form.dataset.bytes);

function showEstimate() {
  const bytes = Number(count.value) * bytesPerRow[format.value];
  if (bytes > 0)
    document.getElementById('estimate').textContent = `The file will have about ${sizeOf(bytes)}.`;
}

function sizeOf(bytes) {
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
  const asked = Object.fromEntries(new FormData(form));
  const address = `${form.action}?${new URLSearchParams(asked)}`;
  show(true);
  outcome.textContent = await taken(address, asked).catch(
    () => 'The site does not answer. Try again in a moment.',
  );
  show(false);
  showEstimate();
});

function show(isTaking) {
  progress.hidden = !isTaking;
  if (isTaking) {
    outcome.textContent = '';
    soFar.textContent = '';
    bar.removeAttribute('value');
    progress.scrollIntoView({ block: 'nearest' });
  }
  form.querySelector('[type=submit]').disabled = isTaking;
}

/** Asks for a file, and takes it; gives what is to be said of it, or of why there is none. */
async function taken(address, asked) {
  const response = await fetch(address, { headers: { Accept: 'application/problem+json' } });
  return response.ok ? take(response, asked) : `${(await response.json()).detail}.`;
}

/** Takes a file as it comes, and hands it over as a download; gives what is to be said of it. */
async function take(response, asked) {
  const [, name] = /filename="?([^"]+)/.exec(response.headers.get('Content-Disposition'));
  const wanted = Number(asked.count);
  // A row is a line, and but for NDJSON there is a line before them.
  const { rows, end, why, file } = await read(response, wanted, asked.format === 'ndjson' ? 0 : 1);
  if (!why) {
    save(file, name);
    const which = asked.seed === '' ? ` Their seed is ${seedOf(response)}.` : '';
    return `${wanted.toLocaleString('en')} rows, ${sizeOf(file.size)}, are in ${name}.${which}`;
  }
  const cut = `${why} after ${rows.toLocaleString('en')} rows.`;
  if (asked.format === 'json' || rows === 0) return `${cut} Nothing is saved.`;
  const next = Number(asked.index) + rows;
  const partName = name.replace(/\d+(?=\.\w+$)/, next - 1);
  save(file.slice(0, end), partName);
  // With these it goes on where it was cut off, also where the seed was a fresh one.
  seed.value = seedOf(response);
  index.value = next;
  count.value = wanted - rows;
  return `${cut} They are in ${partName}; exporting again goes on from index ${next}.`;
}

const seedOf = (response) =>
  new URL(response.headers.get('Content-Location'), location).searchParams.get('seed');

/** Reads a file into what the browser keeps of it, on its disk where it is large; it may end early, and then `why` is said. */
async function read(response, wanted, linesBefore) {
  const reader = response.body.getReader();
  const began = performance.now();
  let [lines, rows, bytes, end] = [0, 0, 0, 0];
  let why;
  stop.onclick = () => {
    why = 'Stopped';
    reader.cancel();
  };
  const counted = new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read().catch(() => {
        why ??= 'It broke off';
        return { done: true };
      });
      if (done) return controller.close();
      for (let place = 0; place < value.length; place++) {
        if (value[place] !== 10) continue;
        lines++;
        end = bytes + place + 1;
      }
      bytes += value.length;
      rows = Math.min(Math.max(lines - linesBefore, 0), wanted);
      tell(rows, wanted, (performance.now() - began) / 1000);
      controller.enqueue(value);
    },
  });
  const file = await new Response(counted).blob();
  return { rows, end, why, file };
}

function tell(rows, wanted, seconds) {
  bar.max = wanted;
  bar.value = rows;
  const left = rows > 0 ? `, about ${Math.ceil((seconds / rows) * (wanted - rows))} s left` : '';
  soFar.textContent = `${rows.toLocaleString('en')} of ${wanted.toLocaleString('en')} rows${left}`;
}

function save(file, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Not before the download has begun.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

showEstimate();
