import { runServer } from './run.ts';

// People show a second factor here: this process has no setting and no argument by which they would not.
runServer(process.env);
