<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>LayersData</name>
    <message numerus="yes">
        <source>paired t over %n speakers, on Fisher&apos;s z</source>
        <translation>
            <numerusform>paired t over %n speaker, on Fisher&apos;s z</numerusform>
            <numerusform>paired t over %n speakers, on Fisher&apos;s z</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelData</name>
    <message numerus="yes">
        <source>%n classes</source>
        <translation>
            <numerusform>%n class</numerusform>
            <numerusform>%n classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::gui::AnnotationController</name>
    <message numerus="yes">
        <source>%1 ends at %2 s, after the recording ends at %3 s; %n labels there are not shown, but kept.</source>
        <translation>
            <numerusform>%1 ends at %2 s, after the recording ends at %3 s; %n label there is not shown, but kept.</numerusform>
            <numerusform>%1 ends at %2 s, after the recording ends at %3 s; %n labels there are not shown, but kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotations have changes that are not saved.</source>
        <translation>
            <numerusform>%n annotation has changes that are not saved.</numerusform>
            <numerusform>%n annotations have changes that are not saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::gui::AnnotationSaver</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ConcordanceTable</name>
    <message numerus="yes">
        <source>%1 places in %n annotations</source>
        <translation>
            <numerusform>%1 places in %n annotation</numerusform>
            <numerusform>%1 places in %n annotations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sounds saved in %1.</source>
        <translation>
            <numerusform>%n sound saved in %1.</numerusform>
            <numerusform>%n sounds saved in %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::gui::FeatureSetBox</name>
    <message numerus="yes">
        <source>%n values a recording</source>
        <translation>
            <numerusform>%n value a recording</numerusform>
            <numerusform>%n values a recording</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n values every %1 ms</source>
        <translation>
            <numerusform>%n value every %1 ms</numerusform>
            <numerusform>%n values every %1 ms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::gui::FindBar</name>
    <message numerus="yes">
        <source>%n labels</source>
        <translation>
            <numerusform>%n label</numerusform>
            <numerusform>%n labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n labels</source>
        <translation>
            <numerusform>%1 of %n label</numerusform>
            <numerusform>%1 of %n labels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LayerMap</name>
    <message numerus="yes">
        <source>%n utterances selected</source>
        <translation>
            <numerusform>%n utterance selected</numerusform>
            <numerusform>%n utterances selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LayerMapPanel</name>
    <message numerus="yes">
        <source>%1 of %n utterances selected</source>
        <translation>
            <numerusform>%1 of %n utterance selected</numerusform>
            <numerusform>%1 of %n utterances selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LayersPage</name>
    <message numerus="yes">
        <source>%n utterances have no activations. The first: %1</source>
        <translation>
            <numerusform>%n utterance has no activations: %1</numerusform>
            <numerusform>%n utterances have no activations. The first: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The correlations were saved as %1, %n differences as %2 and so on.</source>
        <translation>
            <numerusform>The correlations were saved as %1, %n difference as %2.</numerusform>
            <numerusform>The correlations were saved as %1, %n differences as %2 and so on.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LiveInputs</name>
    <message numerus="yes">
        <source>%n channels</source>
        <translation>
            <numerusform>%n channel</numerusform>
            <numerusform>%n channels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::gui::LivePage</name>
    <message numerus="yes">
        <source>The last %n seconds again</source>
        <translation>
            <numerusform>The last %n second again</numerusform>
            <numerusform>The last %n seconds again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::gui::MainWindow</name>
    <message numerus="yes">
        <source>CPU, %n threads</source>
        <translation>
            <numerusform>CPU, %n thread</numerusform>
            <numerusform>CPU, %n threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::gui::MeasureTable</name>
    <message numerus="yes">
        <source>%1 rows; %n recordings could not be measured</source>
        <translation>
            <numerusform>%1 rows; %n recording could not be measured</numerusform>
            <numerusform>%1 rows; %n recordings could not be measured</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ModelImportDialog</name>
    <message numerus="yes">
        <source>%n files, %1</source>
        <translation>
            <numerusform>%n file, %1</numerusform>
            <numerusform>%n files, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::gui::PredictionTable</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files predicted so far</source>
        <translation>
            <numerusform>%n file predicted so far</numerusform>
            <numerusform>%n files predicted so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::gui::ResultTable</name>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::gui::StatusLine</name>
    <message numerus="yes">
        <source>%n more waiting</source>
        <translation>
            <numerusform>%n more waiting</numerusform>
            <numerusform>%n more waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::gui::UnitCard</name>
    <message numerus="yes">
        <source>Student&apos;s t over %n speakers, each with its own difference of Fisher&apos;s z</source>
        <translation>
            <numerusform>Student&apos;s t over %n speaker, each with its own difference of Fisher&apos;s z</numerusform>
            <numerusform>Student&apos;s t over %n speakers, each with its own difference of Fisher&apos;s z</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::gui::UnitRegressionDialog</name>
    <message numerus="yes">
        <source>the %n chosen units</source>
        <translation>
            <numerusform>the %n chosen unit</numerusform>
            <numerusform>the %n chosen units</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left-out speakers; in brackets 95 % intervals by bootstrap over %n speakers.</source>
        <translation>
            <numerusform>Left-out speakers; in brackets 95 % intervals by bootstrap over %n speaker.</numerusform>
            <numerusform>Left-out speakers; in brackets 95 % intervals by bootstrap over %n speakers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n utterances without all of these labels were left out.</source>
        <translation>
            <numerusform>%n utterance without all of these labels was left out.</numerusform>
            <numerusform>%n utterances without all of these labels were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::CorrelationHeatmap</name>
    <message numerus="yes">
        <source>%n units</source>
        <comment>selected ones</comment>
        <translation>
            <numerusform>%n unit</numerusform>
            <numerusform>%n units</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n layers</source>
        <comment>of which units are selected</comment>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::PointCloud</name>
    <message numerus="yes">
        <source>%1, %n utterances.</source>
        <comment>what a map is of</comment>
        <translation>
            <numerusform>%1, %n utterance.</numerusform>
            <numerusform>%1, %n utterances.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected.</source>
        <translation>
            <numerusform>%n selected.</numerusform>
            <numerusform>%n selected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>words of a legend</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>prososcope::widgets::TierView</name>
    <message numerus="yes">
        <source>%n tiers</source>
        <translation>
            <numerusform>%n tier</numerusform>
            <numerusform>%n tiers</numerusform>
        </translation>
    </message>
</context>
</TS>
