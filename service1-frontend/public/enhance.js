// Enhances the pages where scripts run. Without it, all links and forms still work.

/** Loads a new draw into the current page, and adds it to the browser history. */
async function showDraw(address) {
  const response = await fetch(address, { headers: { Accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  saveCurrent();
  position += 1;
  history.pushState({ position }, '', address);
  replacePage(page.title, page.querySelector('main'));
  // Makes screen readers announce the new object.
  const heading = document.querySelector('h1');
  heading.tabIndex = -1;
  heading.focus();
}

/** The draws shown so far, by their position in the browser history, so that going back does not draw again. */
const saved = new Map();
let position = history.state?.position ?? 0;
history.replaceState({ position }, '');

const saveCurrent = () =>
  saved.set(position, { title: document.title, main: document.querySelector('main') });

function replacePage(title, main) {
  document.title = title;
  document.querySelector('main').replaceWith(main);
  showCopyButtons();
}

addEventListener('popstate', ({ state }) => {
  // Following a link to a fragment creates an entry without a state.
  if (!state) history.replaceState({ position }, '');
  else if (saved.has(state.position)) {
    saveCurrent();
    position = state.position;
    const { title, main } = saved.get(position);
    replacePage(title, main);
  } else location.reload();
});

const isDraw = (url) => url.origin === location.origin && url.pathname === '/' && location.pathname === '/';

document.addEventListener('click', async (event) => {
  const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  const copyButton = target.closest('[data-copy-link], [data-copy]');
  if (copyButton) {
    await copy(copyButton);
    return;
  }
  const link = target.closest('main a');
  if (!link || button !== 0 || metaKey || ctrlKey || shiftKey || altKey || !isDraw(new URL(link.href)))
    return;
  event.preventDefault();
  showDraw(link.href).catch(() => location.assign(link.href));
});

document.addEventListener('submit', (event) => {
  const address = new URL(event.target.action);
  if (!isDraw(address)) return;
  event.preventDefault();
  address.search = new URLSearchParams(new FormData(event.target));
  showDraw(address.href).catch(() => location.assign(address.href));
});

async function copy(button) {
  const link = button.dataset.copyLink;
  const text = link ? new URL(link, location).href : document.getElementById(button.dataset.copy).textContent;
  await navigator.clipboard.writeText(text);
  const label = button.textContent;
  button.textContent = 'Copied';
  setTimeout(() => (button.textContent = label), 2000);
}

/** Browsers offer the clipboard only in secure contexts. */
function showCopyButtons() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll('[data-copy-link], [data-copy]')) button.hidden = false;
}
showCopyButtons();
