// What pages do more where scripts run; without them, all links and forms work as they are.

/** Links and the form that draw again bring the new object without loading the whole page anew. */
async function show(address) {
  const response = await fetch(address, { headers: { Accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  keep();
  place += 1;
  history.pushState({ place }, '', address);
  put(page.title, page.querySelector('main'));
  // So that a screen reader says what was drawn.
  const sentence = document.querySelector('h1');
  sentence.tabIndex = -1;
  sentence.focus();
}

/** What was drawn before, by its place in the browser's history: going back shows it, and draws nothing. */
const kept = new Map();
let place = history.state?.place ?? 0;
history.replaceState({ place }, '');

const keep = () => kept.set(place, { title: document.title, main: document.querySelector('main') });

function put(title, main) {
  document.title = title;
  document.querySelector('main').replaceWith(main);
  showCopyButtons();
}

addEventListener('popstate', ({ state }) => {
  // A link to a place within the page makes one without a state.
  if (!state) history.replaceState({ place }, '');
  else if (kept.has(state.place)) {
    keep();
    place = state.place;
    const { title, main } = kept.get(place);
    put(title, main);
  } else location.reload();
});

const draws = (url) => url.origin === location.origin && url.pathname === '/' && location.pathname === '/';

document.addEventListener('click', async (event) => {
  const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  const copy = target.closest('[data-copy-link], [data-copy]');
  if (copy) {
    const link = copy.dataset.copyLink;
    const text = link ? new URL(link, location).href : document.getElementById(copy.dataset.copy).textContent;
    await navigator.clipboard.writeText(text);
    const name = copy.textContent;
    copy.textContent = 'Copied';
    setTimeout(() => (copy.textContent = name), 2000);
    return;
  }
  const link = target.closest('main a');
  if (!link || button !== 0 || metaKey || ctrlKey || shiftKey || altKey || !draws(new URL(link.href))) return;
  event.preventDefault();
  show(link.href).catch(() => location.assign(link.href));
});

document.addEventListener('submit', (event) => {
  const address = new URL(event.target.action);
  if (!draws(address)) return;
  event.preventDefault();
  address.search = new URLSearchParams(new FormData(event.target));
  show(address.href).catch(() => location.assign(address.href));
});

// Where nothing can be copied, as without TLS, there is no button for it.
function showCopyButtons() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll('[data-copy-link], [data-copy]')) button.hidden = false;
}
showCopyButtons();
