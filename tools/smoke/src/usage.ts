export const USAGE = `usage: npm run smoke -- URL... [options]

Looks whether a live site does what Quartet promises, as one of its visitors: through nginx, at each of these addresses
of it (such as https://site.example, or http://192.0.2.11 for one machine).

  odds     the outcomes of each rule set have exact odds that add up to 1
  replay   an object of each rule set is drawn; number and float are worked out here from its seed; the object is found
           again under its id, and the same seed gives it again
  load     a few visitors draw for some seconds, and each gets an object

What is drawn is recorded, as that of any visitor; the seeds begin with smoke-.

  --visits N      how many objects the visitors draw together (default: 200; 0 for no load)
  --deadline S    how many seconds all of it may take (default: 60)
  --ca FILE       a certificate (PEM) to trust, where the site has one of its own making
  -h, --help

exit codes: 0 all of it holds, 1 something does not, 2 called wrongly
`;
