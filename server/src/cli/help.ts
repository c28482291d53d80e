export const usage = `Usage:
  lakewarden check PATH… [options]     check files and folders
  lakewarden rules [--format text|json]
  lakewarden lsp --stdio               serve an editor
  lakewarden --version | --help

Options of check:
  --format text|json|sarif|github      how to print (default: text)
  --profile recommended|strict         which rules are on (default: as configured, else recommended)
  --fail-on error|warning|info|hint|never
                                       exit with 1 from this severity on (default: warning)
  --fix                                apply the safe fixes to the files; those told as "fix (decide)" change what
                                       a person has to choose, and are offered in the editor
  --baseline FILE                      leave out the findings that the file names
  --write-baseline                     note what is found in that file, or in lakewarden.baseline.json
  --config FILE                        default: lakewarden.config.yaml, .yml or .json in the current folder

Folders are searched for .yaml, .yml, .json, .template, .cfn, .py, .ipynb and .sh files; a file that is named is
always read. Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or nothing could be checked.
`;
