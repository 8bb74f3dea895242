import { setFlagsFromString } from 'node:v8';

// Images lie in memory outside of JavaScript's heap. Left to itself, V8 marks its whole heap anew whenever 64 MB of such memory have come, however
// short it stays: for a hub that receives, every 40 images. So it counts them with the heap instead, whose growth says when to collect; the
// threads of the process have it too. Only where the flag was tried: V8's flags come and go, newer ones don't have it, and one that V8 doesn't know is
// told on stderr at each start ("Error: unrecognized flag").
if (process.versions.node.startsWith('24.')) setFlagsFromString('--external-memory-accounted-in-global-limit');
