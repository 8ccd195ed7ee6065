// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace prososcope::gui {

/// A measured number with its unit: its tool tip tells definition and settings, and Ctrl+C copies it, unit included, while the
/// pointer rests on it or it has the focus. Text that is selected in a field goes first. GUI thread.
class ReadingLabel : public QLabel {
    Q_OBJECT
public:
    explicit ReadingLabel(QWidget* parent = nullptr);
    ~ReadingLabel() override;

    /// The name that screen readers say before the number.
    void setReadingName(const QString& name);
    /// Sets the text and what screen readers say.
    void setReading(const QString& text);

protected:
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool copy();

    QString m_name;
    bool m_listening = false;
};

}  // namespace prososcope::gui
