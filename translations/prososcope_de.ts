<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Engine</name>
    <message>
        <source>Not enough memory for this job. Close other programs or use less data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job stopped on an internal error. The log has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read. Check that it exists and that you may read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged: its header cannot be used. Get a fresh copy of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is packed with shorten, which cannot be read here. Unpack it with sph2pipe first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds sound in an encoding that cannot be read here. Convert it to WAV or FLAC.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a sound file that can be read here. Convert it to WAV or FLAC.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a folder, not a sound file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a regular file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is empty (0 bytes).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is too long to be opened. Cut it into shorter files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read at the wanted place. It may be damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is too long to be held in memory at once. Choose a part of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 changed while it was being opened. Open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound cannot be converted between these sampling rates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not written: the sound has no usable channels or rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not written: WAV files end at 4 GB. Choose a shorter part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LibTorch could not be opened, so models cannot be used. Run packaging/setup.sh, or set TORCH_ROOT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: a quote is opened and never closed. Correct that line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is empty: a header row with column names is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: %3 cells, but the header has %4. Correct that line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full: %1 was not written. Free some space and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written (%2). Choose another folder or change its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is too large to be read here (%2 bytes).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a complete zip or tar archive. Get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is refused: its entry &quot;%2&quot; would be written outside the folder or is a link.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is refused: it would unpack to far more than a corpus of its size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpacking %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is protected by a password. Unpack it yourself and choose the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 exists already. Choose another folder or move it away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not look like EmoDB: neither it nor its folder wav holds clips named like 03a01Fa.wav. Choose the folder that holds wav.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out, not named like clips of EmoDB: %1 (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no clip of EmoDB (named like 03a01Fa.wav). Choose its archive or its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds %2 of EmoDB&apos;s 535 clips. Get the complete archive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The samples in %1 differ from those of the published EmoDB; figures may differ from the documented ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no utterance to split into folds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Utterance %1 has no speaker, but folds are made by speaker. Add the speaker to the corpus or leave the utterance out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The protocol speaker-groups needs at least 2 groups, not %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The protocol &quot;%1&quot; is not known; use leave-one-speaker-out or speaker-groups.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number of inner speakers must be 0 or more, not %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too few speakers for %1 with %2 set aside for early stopping: the corpus has %3 (%4). At least one must be left to train on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold %1 cannot be trained: its training speakers (%2) have no utterance of the class &quot;%3&quot;. Use fewer inner speakers, or other classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The corpus layout &quot;%1&quot; is not known. Known layouts: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no audio. Choose the folder of a corpus.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds audio, but no corpus layout fits it. Add a manifest.csv with the columns path, speaker and emotion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out, named more than once: %1 (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out, audio missing: %1 (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out, audio unreadable: %1 (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out, audio without samples there: %1 (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder %1. Check the path of the corpus.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no audio that can be read as part of the corpus.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not UTF-8 text. Save it again as CSV in UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lacks the columns %2 (it has %3). path, speaker and emotion are required.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no manifest.csv.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out, no path inside the corpus folder: %1 (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cells that should be numbers and were read as empty: %1 (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Utterances without a speaker: %1. They cannot be used in folds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound is too short for its changes over time: %1 frames, at least %2 are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The corpus %1 has no utterance of the class &quot;%2&quot; of experiment %3. Its labels are: %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must name at least two different classes, each once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; is merged into &quot;%4&quot;, which is not one of the classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; cannot be merged, because it is a class itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must not be above noise_snr_high_db.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be at least 2 for the protocol speaker-groups.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be a name of at most 80 letters, digits, - _ or . that begins with a letter or digit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: the table [%3] is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: this is not valid TOML (%3). Correct that line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read as an experiment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a folder; an experiment is one TOML file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: the key &quot;%3&quot; is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must not be empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be a text in quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be one of: %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be true or false.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be a whole number from %4 to %5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be a number from %4 to %5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be a list of texts, such as [&quot;one&quot;, &quot;two&quot;].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: &quot;%3&quot; must be a table, written as [%3].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2: the key &quot;%3&quot; is not known. Allowed here: %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound holds samples that are not finite numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>80 mel bands in dB, every 10 ms, limited to 80 dB below the loudest value (as librosa does).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>80 mel bands (Slaney 1998) in dB, every 10 ms, without a limit that depends on the recording.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>20 mel-frequency cepstral coefficients (Davis and Mermelstein 1980), every 10 ms, as librosa computes them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no feature set &quot;%1&quot;. Known sets: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not fit its network: the tensor %2 is missing or has another shape.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not fit its network: it holds %2 tensors, %3 are expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device ran out of memory. Choose a smaller batch or the CPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network could not be computed (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds the tensor %2 in another type than float32. Use a model of this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database %1 is damaged. Start the program again: it is moved aside then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database %1 is being written by another program. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory to read %1. Close other programs and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be opened for writing. Choose another folder or change its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database %1 could not be used (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory for the features. Use fewer utterances or threads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The features of %1 cannot be computed. Leave this recording out or repair it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking recordings: %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features: %1 of %2 utterances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is missing: a model needs it beside its card %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written: a text in it is not UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a model card: it is not readable JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model card %1 has no usable field &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model named %1: no model was found at all. Train one or give its path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model named %1. Known models: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not fit the rest of the run or is damaged, so nothing was imported. Export the run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged, cut short or no safetensors file. Get or make it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor %1 cannot be written to %2: its name is taken or its shape does not fit its data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written: a name in it is not UTF-8 text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was made by a newer version of Prososcope. Update the program or choose another workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is the database of another program. Choose another workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database %1 is damaged and cannot be moved aside (%2). Choose another workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name of a class or speaker is not UTF-8 text and cannot be stored. Rename it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace folder %1 cannot be made (%2). Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace&apos;s database was damaged. It was kept as %1, and a new one was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no corpus named %1 in the workspace. Import it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no run %1 in the workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run %1 is finished; there is nothing to resume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model %1 is unknown. Known: logmel-network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model %1 needs the feature set logmel80, not %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the chosen folds exists: there are %1, counted from 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The corpus %1 has changed since run %2 was started: its labels or its audio differ. Start a new run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound is empty: there is nothing to predict from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is of the kind %2, which this program cannot open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card of %1 asks for sizes or features that this program does not have. Get the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not the file that its card describes: it was changed or cut short. Get the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device %1 is not available on this machine. Choose cpu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss became infinite or undefined in epoch %1, batch %2. Lower the learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint %1 belongs to other settings, data, device or number of threads. Start a new run.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Inspect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See, hear and predict a recording.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a model on a corpus and follow it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare runs and look into their confusions.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpeakerBars</name>
    <message>
        <source>f</source>
        <comment>female, one letter</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>m</source>
        <comment>male, one letter</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartOptions</name>
    <message>
        <source>Workbench for emotion in speech.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the versions of the program and its libraries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of corpora, runs and models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspace to begin with: inspect, train or results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme of this start: light or dark.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a picture of the window and quit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the window, such as 1600x1000.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait this long before the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound files or folders to open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--page must be inspect, train or results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--theme must be light or dark.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--size must be a width and a height such as 1600x1000.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--after must be a number of milliseconds.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ActionModel</name>
    <message>
        <source>anywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in a signal pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>prososcope::gui::CommandPalette</name>
    <message>
        <source>Command search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>prososcope::gui::KeyTable</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search actions and keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions and keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>prososcope::gui::MainWindow</name>
    <message numerus="yes">
        <source>CPU, %n threads</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot be opened here. Open a sound file or a folder of sound files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open sound files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound files (*.wav *.flac *.ogg *.oga *.opus *.mp3 *.aif *.aiff *.aifc *.au *.snd *.sph *.w64 *.rf64 *.caf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;folder...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder of sound files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the window; a running job is stopped and can be resumed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill the screen with the window, or leave that again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the focus to the next part of the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the focus to the previous part of the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Search commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find any action by its name and run it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all actions with their keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Prososcope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions of the program and its libraries, and its licence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 search commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light or dark as the desktop says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark text on a light ground.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light text on a dark ground.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Prososcope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A workbench for seeing, hearing and measuring emotion in speech.
Free software under the GNU General Public License, version 3 or later.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>prososcope::gui::MessageBar</name>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>prososcope::gui::Rail</name>
    <message>
        <source>Workspaces</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>prososcope::gui::StatusLine</name>
    <message>
        <source>Status line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under the cursor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remaining time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the running job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelling</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more waiting</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>job title: what is being done now</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::ConfusionView</name>
    <message>
        <source>Confusion matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run to see its confusion matrix.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run has no predictions yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 recognised as %1: %2 of %3 (%4).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 heard as %2: %3 of %4 (%5).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 classes, %2 utterances, truth by row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count of utterances, and their share of the row (recall on the diagonal).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::CurveView</name>
    <message>
        <source>Learning curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No learning curves yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inner UAR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning curves of %1 folds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold %1: %2 epochs, loss %3 at the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inner UAR %1 at the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold %1, epoch %2: loss %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UAR of the inner speakers: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::OverviewStrip</name>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole recording of %1, visible from %2 to %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::SignalPane</name>
    <message>
        <source>%1, empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 from %2 to %3, cursor at %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; selected %2 to %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::SpeakerBars</name>
    <message>
        <source>Recall by speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lowest: speaker %1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No speakers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 speakers, %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speaker %1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No speakers to compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speaker %1: UAR %2 over %3 utterances.
Mean recall over the classes that this speaker has.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::Theme</name>
    <message>
        <source>angry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>happy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neutral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fearful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>disgusted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>surprised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>calm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bored</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::TimeRuler</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds on the time axis</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
