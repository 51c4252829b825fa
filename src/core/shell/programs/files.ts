import { changes, destroys, highest, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import { optionStyle, readArguments } from './call.ts';
import type { Call, Look } from './call.ts';
import { brief, list } from './rows.ts';
import type { Family } from './rows.ts';
import { isDisk, writes } from './writes.ts';

/** Programs that work on files and archives. */
export const files: Family = {
  'rm unlink': 'also asks: -i !-f\ndestroys: -> deletes {1+:files}',
  rmdir: 'changes: -> removes the empty directory {1+}',
  shred: { valued: '-n -s', rows: 'destroys: -> overwrites {1+} so that nothing can be read any more' },
  'srm wipe scrub': 'destroys: -> overwrites and deletes {1+}',
  truncate: {
    valued: '-s --size -r --reference',
    rows: `
      destroys: -s|--size=0 -> empties {1+}: what they hold is lost
      destroys: -s|--size=-* -> cuts the end of {1+} off
      changes: -> sets the length of {1+}: a longer file is cut
    `,
  },
  fallocate: {
    valued: '-l -o',
    rows: 'destroys: -c|--collapse-range, -p|--punch-hole, -z|--zero-range -> cuts a part out of {1}\nchanges: -> makes {1} larger',
  },
  mkdir: 'changes: -> makes the directory {1+}',
  mktemp: 'changes: -> makes a temporary file',
  touch: 'changes: -> makes {1+} or sets their times',
  mkfifo: 'changes: -> makes the pipe {1}',
  mknod: 'changes: -> makes the device file {1}',
  mv: { special: moves },
  cp: { special: copies },
  install: 'changes: -> installs files',
  ln: 'changes: -> makes the link {2:a link}',
  'chmod chown chgrp chattr setfacl setcap chcon restorecon': {
    valued: '-m -x -M -X --reference',
    rows: 'changes: -> changes rights of {2+:files}',
  },
  'rename prename rename.ul': 'reads: -n|--nono\nchanges: -> renames files',
  split: 'changes: -> writes pieces of a file',
  csplit: 'changes: -> writes pieces of a file',
  sed: { special: sed },
  tee: { special: tee },
  dd: { special: dd },
  find: { special: find },
  'fd fdfind': {
    valued: '-e -t -d -E -x -X -S',
    special: ({ args, input }, look) => {
      const at = args.findIndex(({ text }) => /^(?:-x|-X|--exec|--exec-batch)$/.test(text));
      return at < 0 ? reads : look.command(args.slice(at + 1), input);
    },
  },
  tar: { special: tar },
  'gzip bzip2 xz zstd lz4 lzma pigz pbzip2 compress pixz lzop': {
    valued: '-S',
    rows: 'reads: -l|--list|-t|--test|-c|--stdout|--to-stdout\nchanges: -> compresses {1+} in place',
  },
  'gunzip bunzip2 unxz unzstd unlz4 uncompress unpigz':
    'reads: -l|--list|-t|--test|-c|--stdout\nchanges: -> unpacks {1+} in place',
  zip: 'destroys: -m|--move|-d|--delete -> deletes files once they are in the archive, or from it\nreads: -T|-sf\nchanges: -> writes the archive {1}',
  unzip: 'reads: -l|-t|-v|-p|-Z|-z\nalso asks: !-o !-n\nchanges: -> unpacks {1} over files that are there',
  '7z 7za 7zr': 'reads: l|t\ndestroys: d -> deletes from the archive {2}\nchanges: -> packs or unpacks {2}',
  unrar: 'reads: l|t|v|p\nchanges: -> unpacks {2}',
  cpio: 'reads: -t|--list\nchanges: -> packs or unpacks files',
  ar: 'reads: t|p\nchanges: -> changes an archive',
  rsync: {
    valued:
      '-e --rsh --exclude --include --exclude-from --files-from --bwlimit --log-file --rsync-path --timeout --password-file --max-size --chmod --backup-dir --link-dest -f',
    rows: `
      reads: -n|--dry-run, --list-only, * $
      destroys: --delete|--delete-after|--delete-before|--delete-during|--delete-excluded|--del|--delete-delay -> deletes files of the target that the source has not
      destroys: --remove-source-files -> deletes the source's files once copied
      changes: -> copies {1+} over what is there
    `,
  },
  'scp pscp': 'changes: -> copies {1+} over what is there',
  sftp: {
    valued: '-b -i -P -o',
    rows: 'unknown: -b -> runs a batch of file transfers\nchanges asks: -> opens a file transfer',
  },
  'ftp lftp tftp': 'changes asks: -> opens a file transfer',
  patch: 'reads: --dry-run\nchanges: -> changes files as a patch says',
  'dos2unix unix2dos': 'changes: -> changes {1+} in place',
  rclone: {
    valued: '--config --transfers --bwlimit --include --exclude --filter',
    rows: `
      reads: -n|--dry-run, ls|lsd|lsl|lsf|lsjson|size|check|cat|version|about|listremotes|ncdu|tree|md5sum|sha1sum|cryptcheck|hashsum
      destroys: sync -> makes {3} like {2}: what is only there is deleted
      destroys: delete|deletefile|purge|rmdirs|rmdir|cleanup|dedupe|bisync -> deletes files of {2}
      destroys: move|moveto -> moves {2} away
      changes prompts: config $ -> asks for a configuration
      changes stays: mount|serve -> mounts or serves {2}
      changes: -> copies {2} to {3}
    `,
  },
  'tmpreaper tmpwatch': 'reads: --test|-t\ndestroys: -> deletes old files of {1+}',
  'fdupes jdupes rdfind': 'destroys: -d|--delete|-deleteduplicates -> deletes duplicates\nreads:',
  inotifywait: 'reads stays: -m|--monitor\nreads:',
  'gpg gpg2 age': {
    valued: '-r -o --output -u --recipient',
    rows: `
      destroys: --delete-key|--delete-keys|--delete-secret-keys|--delete-secret-key|--delete-secret-and-public-key -> deletes a key
      reads: --list-keys|-k|--list-secret-keys|-K|--verify|--fingerprint|--list-packets|--check-sigs
      changes: -o|--output -> writes {-o:a file}
      reads: -d|--decrypt
      changes: -> signs, encrypts or imports
    `,
  },
  openssl: {
    singleDash: true,
    valued:
      '-in -out -connect -servername -port -keyout -subj -days -CA -CAfile -CAkey -key -cert -checkend -starttls',
    rows: `
      changes: -out|-keyout -> writes {-out:a file}
      reads: s_client, version, ciphers, verify, dgst, list, speed, errstr
      reads: x509|req|rsa|pkey|pkcs12|crl|ec|asn1parse|rand|enc|base64|passwd|ocsp|ts|pkcs7|dhparam|genrsa|genpkey|prime
      changes: ca -> changes the certificate authority
    `,
  },
  keytool: {
    singleDash: true,
    rows: 'reads: -list|-printcert|-printcertreq|-exportcert !-file\ndestroys: -delete -> deletes a key of the store\nchanges: -> changes a key store',
  },
  htpasswd: 'reads: -n\nreads: -v\ndestroys: -D -> deletes a user\nchanges: -> sets a password',
  'mksquashfs genisoimage mkisofs': 'changes: -> writes an image',
};

function moves({ args, input }: Call): Assessment {
  const { operands, options } = readArguments(args, optionStyle('-t --target-directory -S'));
  const target =
    options.get('-t')?.[0] ?? options.get('--target-directory')?.[0] ?? operands.at(-1)?.text ?? '';
  const names = list(operands.slice(0, -1).map(({ text }) => text));
  if (target === '/dev/null') return destroys(`throws ${names} away`);
  const asks = options.has('-i') && input.from === 'terminal';
  return { ...changes(`moves ${names || 'files'} to ${brief(target)}`), interactive: asks };
}

function copies({ args, input }: Call): Assessment {
  const { operands, options } = readArguments(args, optionStyle('-t --target-directory -S'));
  const source = operands[0]?.text ?? '';
  const target = operands.at(-1)?.text ?? '';
  const asks = options.has('-i') && input.from === 'terminal';
  if (source === '/dev/null') return writes(target, 'empty');
  if (isDisk(target) || target === '/dev/null') return writes(target, 'overwrite');
  return {
    ...changes(
      `copies ${list(operands.slice(0, -1).map(({ text }) => text)) || 'files'} over what is at ${brief(target)}`,
    ),
    interactive: asks,
  };
}

/** `-i` changes files; the commands `w`, `e` and `r` of a script reach outside. */
function sed({ args }: Call, look: Look): Assessment {
  const { operands, options } = readArguments(
    args,
    optionStyle('-e -f --expression --file -l -i? --in-place?'),
  );
  const scripts = [...(options.get('-e') ?? []), ...(options.get('--expression') ?? [])];
  const script = scripts.length > 0 ? scripts.join('\n') : (operands[0]?.text ?? '');
  const written = [...script.matchAll(/(?:^|[;{}\n/\d$])\s*w\s*(\/[^\s;}]+|[\w.-]+\.\w+)\s*$/gm)].map(
    ([, path = '']) => writes(path, 'overwrite'),
  );
  const runs = /(?:^|[;}\n])\s*(?:\d+|\$)?e\s+(.+)$|\/[gpIi\d]*e[gpIi\d]*$/m.exec(script);
  const found = [
    ...written,
    ...(runs ? [runs[1] ? look.text('shell', runs[1]) : changes('runs what it reads as commands')] : []),
  ];
  if (options.has('-i') || options.has('--in-place')) {
    found.push(
      changes(
        `changes ${list(operands.slice(scripts.length > 0 ? 0 : 1).map(({ text }) => text)) || 'files'} in place`,
      ),
    );
  }
  return highest([reads, ...found]);
}

function tee({ args, input }: Call): Assessment {
  const { operands, options } = readArguments(args, optionStyle(''));
  const manner =
    options.has('-a') || options.has('--append')
      ? 'append'
      : input.from === 'text' && input.whole && input.text === ''
        ? 'empty'
        : 'overwrite';
  return highest([reads, ...operands.map(({ text }) => writes(text, manner))]);
}

function dd({ args }: Call): Assessment {
  const target = args.find(({ text }) => text.startsWith('of='))?.text.slice(3);
  return target === undefined ? reads : writes(target, 'overwrite');
}

const findActions = /^-(?:exec|execdir|ok|okdir)$/;

/** Every action of the expression counts. */
function find({ args, input }: Call, look: Look): Assessment {
  const found: Assessment[] = [reads];
  const places = args
    .slice(
      0,
      Math.max(
        0,
        args.findIndex(({ text }) => text.startsWith('-')),
      ),
    )
    .map(({ text }) => text);
  for (let at = 0; at < args.length; at++) {
    const text = args[at]?.text ?? '';
    if (text === '-delete')
      found.push(destroys(`deletes every file it finds in ${list(places) || 'this directory'}`));
    else if (/^-f(?:printf|print0?|ls)$/.test(text))
      found.push(writes(args[at + 1]?.text ?? '', 'overwrite'));
    else if (findActions.test(text)) {
      const rest = args.slice(at + 1);
      const end = rest.findIndex((word) => word.text === ';' || word.text === '+');
      const command = end < 0 ? rest : rest.slice(0, end);
      const inner = look.command(command, input);
      found.push(text.startsWith('-ok') ? { ...inner, interactive: true } : inner);
      at += command.length;
    }
  }
  return highest(found);
}

function tar({ args }: Call, look: Look): Assessment {
  const [first, ...others] = args;
  const words =
    first && /^[A-Za-z]+$/.test(first.text) ? [{ ...first, text: `-${first.text}` }, ...others] : args;
  const { options, operands } = readArguments(
    words,
    optionStyle(
      '-f -C --file --directory -X --exclude --exclude-from -T --files-from --checkpoint-action -I --use-compress-program --to-command -b --transform --strip-components -g',
    ),
  );
  const archive = brief(options.get('-f')?.[0] ?? options.get('--file')?.[0] ?? 'the archive');
  const actions = [...(options.get('--checkpoint-action') ?? []), ...(options.get('--to-command') ?? [])].map(
    (action) => look.text('shell', action.replace(/^exec=/, '')),
  );
  const has = (...names: string[]): boolean => names.some((name) => options.has(name));
  if (has('--remove-files'))
    return destroys(
      `deletes ${list(operands.map(({ text }) => text)) || 'the files'} once they are in the archive`,
    );
  if (has('--delete')) return destroys(`deletes from ${archive}`);
  if (has('-t', '--list', '-d', '--diff', '--compare')) return highest([reads, ...actions]);
  if (has('-x', '--extract', '--get'))
    return highest([
      has('-O', '--to-stdout') ? reads : changes(`unpacks ${archive} over files that are there`),
      ...actions,
    ]);
  if (archive === '-' || (has('-c', '--create') && !has('-f', '--file'))) return highest([reads, ...actions]);
  return highest([changes(`writes the archive ${archive}`), ...actions]);
}
