// Prints what Podcast Index's parser sees in the feed at an address.
import { parseFeed } from "podcast-partytime";

const response = await fetch(process.argv[2], { signal: AbortSignal.timeout(20_000) });
console.log(JSON.stringify(parseFeed(await response.text())));
