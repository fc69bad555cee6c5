"""One typed question in place of many intents: measure × of × where × when × per × order × versus."""
